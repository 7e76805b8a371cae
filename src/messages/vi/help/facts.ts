import { closing, config } from './shared.ts'

export const doctor: string = `brownout doctor: máy này có đo được không: Node, ổ đĩa, loopback, proxy, chứng
chỉ, đồng hồ, CPU, font, và chính máy đo trước một độ trễ biết trước. Không gửi
gì ra khỏi máy này, trừ khi gõ --live.

Ví dụ
  brownout doctor
  brownout doctor --live                 cả nhà cung cấp và key của nó
  brownout doctor --json

Cờ
      --live               hỏi nhà cung cấp danh sách mô hình (không tính tiền),
                           lần đầu không có key, lần sau có key
      --base-url URL       nhà cung cấp khác với config; mặc định
                           https://api.holysheep.ai/v1
      --confirm-live HOST  trong job CI, với --live: tên của host
      --key-file FILE      key, thay cho biến môi trường
      --key-stdin          key, từ standard input
      --ca FILE            thêm một CA (PEM) cần tin
      --out DIR            kết quả sẽ ghi ở đâu; mặc định reports
      --json               những gì tìm thấy trên stdout, và không gì khác
${config}
${closing}

Exit code
  0 không có gì cản trở, có hay không có cảnh báo   4 --live còn thiếu gì đó
  5 có thứ bị hỏng`

export const list: string = `brownout list [scenarios|faults|invariants|targets]: có những gì.

Ví dụ
  brownout list
  brownout list scenarios
  brownout list invariants --json

Cờ
      --json               một tài liệu JSON trên stdout
${config}
${closing}`

export const claims: string = `brownout claims [RUN]: bài hướng dẫn HolySheep tuyên bố gì (giá, độ trễ, "tiết
kiệm 85 %", "rẻ hơn 19 lần"), mỗi điều cạnh những gì đã biết. Phần số học được
phán xét ngay; độ trễ chỉ theo thư mục của một lượt chạy live, vì mock lấy số
liệu từ chính bảng đó.

Ví dụ
  brownout claims
  brownout claims reports/latest
  brownout claims --json

Cờ
      --json               mọi điều tìm thấy, là một tài liệu JSON
${config}
${closing}

Exit code 0, dù tìm thấy gì: một tuyên bố không phải quy tắc của ai.`

export const prices: string = `brownout prices import FILE: bảng mô hình và giá, từ bảng giá của LiteLLM
(model_prices_and_context_window.json), theo định dạng của fixtures/models.json.
Giá giữ nguyên chính xác; giá có nhiều chữ số hơn thì bị bỏ qua, và được nói ra.
Không tải gì xuống.

Ví dụ
  brownout prices import model_prices_and_context_window.json
  brownout prices import prices-of-may.json --date 2026-05-31
  brownout prices import map.json --models gpt-4.1,deepseek-chat --out few.json

Cờ
      --models NAMES       chỉ các mô hình này, dấu phẩy hoặc lặp lại cờ: tên
                           trong bảng, hoặc tên mà request dùng
      --date DAY           giá của ngày nào; mặc định là ngày ghi file (UTC)
      --out FILE           nơi ghi bảng; mặc định prices.json
${closing}`

export const help: string = `brownout help [name]: vì sao một quy tắc, kịch bản, loại lỗi hoặc target quan
trọng, hoặc một lệnh được dùng ra sao.

Ví dụ
  brownout help retry-after-honoured
  brownout help storm-window
  brownout help rateLimit
  brownout help test

Cờ
${config}
${closing}`

export const completion: string = `brownout completion: script gợi ý lệnh cho bash hoặc zsh.

Ví dụ
  brownout completion >> ~/.bashrc

Cờ
${closing}`
