import { closing, config, results, seed } from './shared.ts'

/** `brownout judge --help --lang vi`. */
export const judge: string = `brownout judge --exec CMD [patterns..]: phán xét mọi chương trình, viết
bằng ngôn ngữ nào cũng được. Với mỗi ca, nó khởi động một upstream lỗi và chương
trình đó trên máy này, rồi nói đạt, chưa chặt, lỗi, treo hoặc chưa rõ.

Ví dụ
  brownout judge --exec 'python3 app.py'
  brownout judge --exec 'node app.mjs' rate-limit 'net-*' --jobs 2
  brownout judge --exec ./app --map BACKUP=2 auth-401
  brownout judge --exec 'node app.mjs' --gc net-silent

Không có pattern thì chạy các ca của bảng đã công bố. Chương trình được cho
OPENAI_BASE_URL, OPENAI_API_KEY, BROWNOUT_MODELS và hơn nữa, mỗi lời gọi là một
dòng JSON trên stdin, và nói mỗi lời gọi kết thúc ra sao bằng một dòng trên
stdout. Chương trình chỉ gọi một lần rồi thoát thì bị phán xét theo đường truyền
và exit code. Tất cả: docs/judge.md

Cờ
      --exec CMD           chương trình, như gõ vào shell
      --protocol NAME      lines, none, hoặc auto: theo cách nó nói vào ngày
                           thường, được hỏi trước; mặc định auto
      --models NAMES       các mô hình mà nó hỏi, theo thứ tự, nếu nó không đọc
                           BROWNOUT_MODELS
      --map NAME=MODEL     thêm base URL: NAME_BASE_URL, NAME_API_KEY và
                           NAME_MODEL cho một mô hình trong chuỗi, hoặc cho số
                           thứ tự của nó, từ 1; lặp lại cờ, hoặc dấu phẩy
      --jobs N             số ca cùng lúc; mặc định gấp đôi số nhân
      --time-limit N       số giây cho một ca; mặc định 30
      --concurrency N      số bên gọi cùng lúc, ở ca có một bên gọi
      --gc                 bộ thu gom rác của Node chạy vài ms một lần: giới hạn
                           thời gian mà nó làm mất được thì sẽ mất
      --clock-skew TIME    đồng hồ hệ thống của nó sai: +2h, -90s
${seed}
${results}
      --json               báo cáo trên stdout, và ở đó không có gì khác
  -q, --quiet              chỉ những gì vi phạm và tổng kết
${config}
${closing}

Exit code
  0 không ca nào lỗi   1 có ca lỗi hoặc treo   3 không kết luận được gì`
