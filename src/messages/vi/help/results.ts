import { closing, config } from './shared.ts'

export const report: string = `brownout report [run]: tạo lại báo cáo của một lượt chạy, chỉ từ thư mục của nó.
Không có tên: lượt chạy mới nhất, thuộc loại nào cũng được. Benchmark được tổng
kết từ lịch sử của nó: dù điều gì đã kết thúc tiến trình ghi nó, phần nguyên vẹn
vẫn tính, phần còn lại được nói ra. Ngưỡng là ngưỡng của lượt chạy.

Ví dụ
  brownout report
  brownout report k3 --format csv,markdown     lượt chạy có tên kết thúc như vậy
  brownout report --format text                mỗi dòng một điều, trên stdout
  brownout report --call 17                    lần thử, đợi, failover, kết thúc
  brownout report --format github              chú thích và tóm tắt của job

Định dạng: html, json, junit, png, trace, markdown, csv, text, github, và các
định dạng trong config
Chỉ một định dạng, khác html, thì nó hiện trên stdout, và ở đó không có gì khác.
Mỗi loại chứa gì: docs/outputs.md

Cờ
      --format LIST        thay cho json, junit, html, png, trace, hoặc thay cho
                           loại trong config
      --call N             một lời gọi của benchmark, từng khoảnh khắc; không
                           ghi gì
      --out DIR            tìm lượt chạy ở đâu; mặc định reports
${config}
      --json               báo cáo dạng JSON trên standard output
${closing}

Exit code: của lượt chạy, 0 đạt, 1 vi phạm, 3 chưa có kết luận; 2 không có lượt
chạy nào`

export const show: string = `brownout show [run]: cho trình duyệt trên máy này xem trang và file của một lượt
chạy. Không có tên: lượt chạy mới nhất. Chỉ ai có địa chỉ nó in ra, kèm token
ngẫu nhiên, mới xem được; không có gì rời khỏi máy này. Nhấn ^C để kết thúc.

Ví dụ
  brownout show
  brownout show k3 --open               lượt chạy có tên kết thúc như vậy

Cờ
      --open               mở địa chỉ trong trình duyệt của bạn; không thì không
      --port N             lắng nghe ở đâu; mặc định là cổng trống bất kỳ
      --out DIR            tìm lượt chạy ở đâu; mặc định reports
${config}
${closing}

Exit code
  0 đã dừng   2 không có lượt chạy nào   5 cổng đang được dùng`

export const compare: string = `brownout compare BEFORE AFTER: hai benchmark khác nhau chỗ nào, và có biết chắc
được không. Lượt chạy là một thư mục, latest, previous, hoặc phần cuối tên của
một thư mục; baseline là một file có thể commit.

Ví dụ
  brownout compare previous latest
  brownout compare --save-baseline bench.baseline.json latest
  brownout compare --baseline bench.baseline.json latest --margin 5%
  brownout compare --baseline bench.baseline.json latest --junit junit.xml

Mỗi số đo của mỗi mô hình là tốt hơn, tệ hơn, như cũ, hoặc chưa rõ (khi đó nó
nói có lẽ cần bao nhiêu lời gọi). Ngưỡng trong config được phán xét trên lượt
chạy sau. Lượt chạy của các kế hoạch khác nhau thì bị từ chối. Trong thời gian
ảo không có gì là nhiễu, nên byte nào khác cũng được nói ra, và là vi phạm.

Cờ
      --baseline FILE      so sánh với file này thay cho một lượt chạy
      --save-baseline FILE lưu lượt chạy làm baseline, rồi kết thúc
      --margin P           thay đổi trong mức này là như cũ; mặc định 10%
      --out DIR            các lượt chạy ở đâu; mặc định reports
      --json               kết quả so sánh là một tài liệu JSON trên stdout
      --junit FILE         một test case cho mỗi ngưỡng, mỗi số đo và mô hình
      --summary FILE       thêm vào file này dạng Markdown; job trên GitHub có
                           sẵn một file như vậy
  -q, --quiet              chỉ những gì thay đổi
      --config FILE        file cấu hình; mặc định bench.config.ts (hoặc .js,
                           .mjs), nếu có
      --no-config          không dùng file cấu hình: không có ngưỡng
${closing}

Exit code
  0 không có gì tệ hơn, ngưỡng đạt   1 có điều tệ hơn, hoặc ngưỡng không đạt
  2 không so sánh được   3 chưa có kết luận: quá ít lời gọi, hoặc quá nhiễu`

export const merge: string = `brownout merge DIR..: gộp nhiều lượt chạy, mỗi lượt đo một phần, thành một, như
khi brownout bench giao mỗi máy một shard. Thứ có trong hai lượt chỉ tính một
lần, nên có thể gộp theo thứ tự nào, theo nhóm, và gộp lại. Không phân vị nào bị
lấy trung bình: chính các lời gọi được ghép lại.

Ví dụ
  brownout merge one/latest two/latest three/latest
  brownout merge artifacts/*/ --out reports

Lời gọi của shard còn thiếu, hoặc đã chết, tính là không bắt đầu cho đến khi có.

Cờ
      --out DIR            nơi ghi lượt chạy đã gộp; mặc định reports
${closing}

Exit code
  0 có đủ lời gọi của kế hoạch   2 không phải các phần của một lượt chạy
  3 còn thiếu`

export const resume: string = `brownout resume [run]: chạy tiếp một benchmark bị ngắt, hoặc bị kill.

Lời gọi đã ghi thì không gọi lại, và không tính hai lần; dòng bị đứt giữa chừng
thì bị cắt. Kế hoạch, ngưỡng và seed là của lượt chạy đó. Không có tên thì là
lượt chạy mới nhất chưa xong.

Ví dụ
  brownout resume
  brownout resume k3                     lượt chạy có tên kết thúc như vậy
  brownout resume k3 --live --max-cost 0.50

Lượt chạy live xin phép lại từ đầu; số tiền đã chi tính vào mức trần.

Cờ
      --live               nhà cung cấp của lượt chạy, tốn tiền: cần các cờ sau
      --max-cost USD       của cả lượt chạy; không có mặc định
      --max-requests N     số lần thử, kể cả retry, của cả lượt chạy
      --confirm-live HOST  trong CI: ghi tên host thêm một lần
      --yes                không hỏi lại
      --key-file FILE      key, nếu không có trong biến môi trường
      --key-stdin          key trên standard input
      --ca FILE            một CA cần tin, ngoài các CA của Node
      --reporter LIST      thay cho json, junit, html, png, trace
      --add-reporter LIST  thêm vào các loại đó
      --out DIR            tìm lượt chạy ở đâu; mặc định reports
${config}
      --json               báo cáo dạng JSON trên standard output
  -q, --quiet              không hiện gì trong lúc chạy
${closing}`
