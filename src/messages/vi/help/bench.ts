import { closing, config } from './shared.ts'

/** `brownout bench --help --lang vi`. */
export const bench: string = `brownout bench [name] [flags]

Đo các mô hình qua client: nhanh đến đâu, giá bao nhiêu, lỗi có thường không và
retry tốn gì, với khoảng tin cậy 95 %. Độ trễ tính từ lúc lời gọi đến hạn. Mock
trả lời, trừ khi gõ --live.

Ví dụ
  brownout bench                         prompt chat, 20 lời gọi/giây, 30 giây
  brownout bench --models deepseek-chat,moonshot-v1-8k --rate 20/s
  brownout bench vi --concurrency 8 --requests 400
  brownout bench --scenario storm-short  và retry, failover tốn bao nhiêu
  brownout bench --world virtual         tức thì, lần nào cũng y hệt từng byte
  brownout bench --live --max-cost 0.50  chính nhà cung cấp; xem
                                         docs/live-first-run.md

Tên là một mục dưới bench trong config, hoặc chat, long, vi, en.

Hỏi gì
      --models LIST        các id, dấu phẩy; lần lượt mỗi mô hình được hỏi trước
      --workload W         chat, long, vi, en, hoặc một file (JSON, JSONL)
      --cache allow        cho dùng prompt cache của nhà cung cấp (mặc định
                           unique)
      --no-fallback        mô hình nào lỗi thì không có mô hình khác thay
      --scenario NAME      lỗi của một kịch bản làm nhiễu upstream
      --deadline T         của một lời gọi, kể cả mọi retry (mặc định 60s)

Lời gọi bắt đầu ra sao, kết thúc khi nào
      --rate N/s           tải mở: mỗi lời gọi có giờ của nó (20/s; live 2/s)
      --concurrency N      tải đóng: số bên gọi, mỗi bên gọi xong mới gọi tiếp
      --duration T         30s (live 60s), trừ khi có --requests
      --requests N         số lời gọi, của mọi mô hình gộp lại
      --warm-up T          có gọi, không tính (1/10 thời gian, tối đa 5s)
      --max-in-flight N    đến hạn mà vượt số này thì không gọi, có đếm (400)
      --shard I/N          một phần của lượt chạy; brownout merge ghép lại

Ai trả lời
      --world W            loopback (mặc định) hoặc virtual: mock ở đâu
      --base-url URL       một server trên máy này, thay cho mock
      --live               nhà cung cấp thật, tốn tiền: cần mọi cờ sau đây
      --max-cost USD       số tiền tối đa được chi; không có mặc định
      --max-requests N     số lần thử, kể cả retry
      --max-duration T     và không lâu hơn
      --confirm-live HOST  trong CI: ghi tên host thêm một lần
      --yes                không hỏi lại
      --key-file FILE      key, nếu không có trong biến môi trường
      --key-stdin          key trên standard input
      --ca FILE            một CA cần tin, ngoài các CA của Node

Kết quả
      --seed N             ngẫu nhiên; mặc định 7
      --out DIR            thư mục cho kết quả; mặc định reports
      --reporter LIST      thay cho json, junit, html, png, trace
      --add-reporter LIST  thêm vào các loại đó
      --json               báo cáo dạng JSON trên standard output
  -q, --quiet              không hiện gì trong lúc chạy
${config}
${closing}

Exit code
  0 đã đo, ngưỡng đạt   1 một ngưỡng không đạt   2 cách dùng hoặc cấu hình
  3 chưa có kết luận (quá nhiễu, quá ít lời gọi)
  4 bị từ chối, hoặc chạm trần   5 môi trường`
