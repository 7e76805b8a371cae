import { closing, config, seed } from './shared.ts'

export const serve: string = `brownout serve [scenario|script.json]: một upstream lỗi theo script trên máy
này, cho mọi client, viết bằng ngôn ngữ nào cũng được. Không có tên thì là
upstream khỏe mạnh với các mô hình của fixtures/models.json. Nhấn ^C để dừng.

Ví dụ
  brownout serve
  brownout serve storm-short --judge
  brownout serve my-script.json --port 0 --seed 11
  brownout serve tls-expired --json
  BROWNOUT_TOKEN=… brownout serve --host 0.0.0.0 --token

Nó in ra các biến cần đặt cho client của bạn. Script được kiểm tra trước khi
phục vụ; schemas/script.schema.json giúp gợi ý khi viết script.

Cờ
      --port N             lắng nghe ở đâu; các origin khác của kịch bản dùng
                           những cổng sau đó; mặc định 8787; 0 là cổng trống
      --tls                https, với chứng chỉ cho localhost, 127.0.0.1 và ::1;
                           file chứa root của nó được in ra
${seed}
      --judge              cuối cùng là kết luận của các quy tắc chỉ cần đường
                           truyền; exit code 0 đạt, 1 vi phạm, 3 không có
      --host ADDRESS       địa chỉ khác 127.0.0.1; cần --token, trừ khi là
                           loopback
      --token              mọi request cần token được in ra, làm API key;
                           BROWNOUT_TOKEN đặt token của bạn
      --json               mỗi dòng một tài liệu JSON trên stdout
  -q, --quiet              không có dòng cho từng trao đổi
${config}
${closing}

API điều khiển luôn cần token đó, dạng "Authorization: Bearer …":
  GET  /__brownout/state                  đang phục vụ gì, và các số đếm
  GET  /__brownout/history?from=0         sự kiện dạng NDJSON, 20,000 mới nhất
  PUT  /__brownout/scenario               {"name":"storm-short"}
  PUT  /__brownout/script                 một script, được kiểm tra như file
  POST /__brownout/reset                  chạy lại script từ đầu
Kết nối được giữ nguyên. Trang web không được vào bất cứ đâu.`

export const record: string = `brownout record: một proxy trên máy này, chuyển request đến nhà cung cấp và ghi
lại câu trả lời: status, các header đáng kể, từng mẩu của body với thời điểm của
nó, và nó kết thúc ra sao. Key, id tài khoản và địa chỉ e-mail bị xóa, prompt bị
bỏ qua. Bản thu phát lại được trong mọi world.

Ví dụ
  brownout record --upstream http://127.0.0.1:8787/v1 --out today.ndjson
  brownout record --upstream $URL --live --max-exchanges 20 --out day.ndjson

Cờ
      --upstream URL       base URL cần thu
      --out FILE           một file mới: mỗi trao đổi một dòng, theo thứ tự đến
      --port N             client tìm nó ở đâu; mặc định là cổng trống
      --live               upstream không phải máy này, và đó là chủ ý
      --confirm-live HOST  trong CI thêm nữa: ghi lại tên host
      --max-exchanges N    chuyển bấy nhiêu request rồi kết thúc; mặc định 1000,
                           với --live thì không có mặc định
      --max-bytes N        kết thúc khi file lớn đến mức đó; mặc định 64000000
      --ca FILE            thêm một CA (PEM) cần tin
      --keep-prompts       lưu cả messages của request
      --no-text            chữ độn thay cho những gì mô hình nói
${closing}

Exit code
  0 đã thu được gì đó   3 không thu được gì   4 bị từ chối: không cố ý live`
