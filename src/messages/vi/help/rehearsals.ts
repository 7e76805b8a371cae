import { closing, config, results, seed } from './shared.ts'

export const test: string = `brownout test [patterns..]: phán xét một client qua các kịch bản.

Ví dụ
  brownout test
  brownout test rate-limit 'sse-*'
  brownout test storm-window --target tutorial --seed 7
  brownout test --world virtual,loopback --real-seconds 5
  brownout test --json > report.json

Pattern là tên kịch bản, một họ, một mẫu có *, hoặc một phần của tên.

Cờ
      --target NAMES       target hoặc nhóm, cách nhau bằng dấu phẩy; mặc định
                           là target của config, hoặc client; 'exec:python3
                           app.py' là chương trình, cho --world loopback
      --world NAMES        virtual, loopback, msw; dấu phẩy hoặc lặp lại cờ
${seed}
      --real-seconds N     trong thời gian thực, bỏ qua thứ dài hơn N giây, trừ
                           khi được gọi đúng tên; mặc định 2.5
      --port N             loopback: origin dùng N và các cổng sau nó, các lượt
                           chạy nối tiếp nhau; mặc định là cổng trống
${results}
      --json               báo cáo trên stdout, và ở đó không có gì khác
  -q, --quiet              chỉ những gì vi phạm và tổng kết
${config}
${closing}`

export const explore: string = `brownout explore: ngày ngẫu nhiên (lỗi, quota, tải, chính sách, abort) trên
đồng hồ ảo. Ngày nào gây vi phạm thì được thu nhỏ hết mức, kể lại, và có token
để chạy lại ở bất cứ đâu. Những gì chưa ai gặp cũng được nói ra.

Ví dụ
  brownout explore
  brownout explore --target tutorial --runs 2000
  brownout explore --target mine --runs 100000 --workers 4 --seed random
  brownout explore --target mine --save
  brownout explore --json > explored.json

Cờ
      --target NAMES       target hoặc nhóm, cách nhau bằng dấu phẩy; mặc định
                           là target của config, hoặc client
      --runs N             số ngày cho mỗi target; mặc định 10000
      --seed N             cùng seed và số ngày thì tìm thấy như nhau; mặc định
                           7; random thì chọn bừa một số
      --world NAME         virtual: chỉ nó mới khám phá được
      --workers N          số thread; mặc định mỗi nhân một, tối đa 8; target
                           của config thì 1, khi đó chỉ ^C mới dừng được client
                           không bao giờ trả lời
      --save               giữ những gì tìm thấy làm phản ví dụ, để test chạy và
                           serve phục vụ: fixtures/counterexamples, hoặc theo
                           config
${results}
      --json               báo cáo trên stdout, và ở đó không có gì khác
  -q, --quiet              chỉ những gì tìm thấy và tổng kết
${config}
${closing}

Exit code
  0 không tìm thấy gì   1 có vi phạm   3 không quy tắc nào được kiểm tra`

export const replay: string = `brownout replay <token>: chạy lại một lượt chạy, và nói nó có giống trước không.

Ví dụ
  brownout replay b1.client.virtual.auth-401.7.1f06a2.8c2d1e90.v0-1-0

Token của những gì brownout explore tìm thấy thì dài hơn: nó chứa cả ngày đó.

Cờ
      --save               giữ những gì tìm thấy làm phản ví dụ, để test chạy và
                           serve phục vụ
      --json               báo cáo của lượt chạy đó trên stdout
  -q, --quiet              chỉ những gì vi phạm và tổng kết
${config}
${closing}`
