import { closing, config } from './shared.ts'

/** `brownout plan --help --lang vi`. */
export const plan: string = `brownout plan: quota, SLO và tiền chịu được bao nhiêu tải, bằng mô phỏng:
client thật trên đồng hồ ảo, trước các mô hình được cho biết. Nói cái gì cạn
trước, còn lại gì khi mất một mô hình, một key hay một origin, một tháng tốn bao
nhiêu, và client làm gì qua một sự cố. Không có gì được gửi đi đâu.

Ví dụ
  brownout plan --models deepseek-chat,moonshot-v1-8k --tpm 200k
  brownout plan --users 500 --rpm 600 --tpm 200k --slo 'total.p95 <= 8s'
  brownout plan --traffic log.jsonl --tpm 200k --budget 500 --rate-cny 7.1
  brownout plan --from latest --tpm 200k    độ trễ như một benchmark đã đo

Lập kế hoạch cho gì
      --models LIST        các id, dấu phẩy, theo thứ tự của chuỗi fallback
      --rpm N              request mỗi phút của mỗi mô hình; a=600,b=none cho
                           từng mô hình
      --tpm N              token mỗi phút, prompt và max_tokens: 200k
      --concurrency N      request đồng thời; không giới hạn nếu không nói
      --from RUN           một benchmark: độ trễ và số token của nó
      --workload W         chat, long, vi, en, hoặc một file (JSON, JSONL)
      --route R            chain (mặc định): mô hình đầu được hỏi trước;
                           spread: lần lượt từng mô hình
      --deadline T         của một lời gọi, kể cả mọi retry (mặc định 60s)

Phải giữ được gì
      --slo LIMIT          'ttft.p99 <= 800ms', 'success >= 99.5%'; lặp lại cờ
      --rate N/s           phải chịu bấy nhiêu lời gọi mỗi giây
      --users N            hoặc bấy nhiêu người dùng
      --per-user N/m       mỗi người hỏi mấy lần (mặc định 1/m)
      --traffic FILE       hoặc log: time, tokens_in, tokens_out (JSONL, CSV)
      --budget USD         một tháng được tốn bao nhiêu
      --rate-cny N         một USD bằng mấy CNY; không có thì không quy đổi
      --rate-vnd N         và bằng mấy VND

Mô phỏng ra sao
      --duration T         thời gian ảo của mỗi lần thử (mặc định 2m)
      --trials N           số seed cho mỗi mức tải (mặc định 5)
      --seed N             ngẫu nhiên; mặc định 7
      --workers N          số thread; mặc định mỗi nhân một, tối đa 8; bao nhiêu
                           thì kế hoạch cũng như nhau
      --out DIR            thư mục cho kết quả; mặc định reports
      --reporter LIST      thay cho json, junit, html, png, trace
      --add-reporter LIST  thêm vào các loại đó
      --json               báo cáo dạng JSON trên standard output
  -q, --quiet              không hiện tiến độ
${config}
${closing}

Exit code
  0 chịu được, hoặc không có gì phải chịu   1 không chịu được
  2 cách dùng hoặc cấu hình, hoặc quota chưa ai cho biết   5 môi trường`
