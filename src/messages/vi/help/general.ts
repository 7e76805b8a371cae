/** `brownout --help --lang vi`. */
export const general: string = `brownout: diễn tập cho ngày tệ nhất của nhà cung cấp LLM.

Ví dụ
  brownout test                          client có sẵn, mọi thứ, đồng hồ ảo
  brownout test rate-limit --target tutorial
  brownout test auth-401 --world loopback
  brownout judge --exec 'python3 app.py' mọi chương trình, mọi ngôn ngữ
  brownout serve storm-short --judge     upstream lỗi cho chương trình của bạn
  brownout explore --target tutorial     ngày ngẫu nhiên, đến khi có vi phạm
  brownout replay b1.client.virtual.…    chạy lại một lượt chạy của báo cáo
  brownout help retry-after-honoured     vì sao một quy tắc quan trọng

Lệnh
  test [patterns..]    phán xét một client qua các kịch bản
  explore              tìm những ngày gây vi phạm, và thu nhỏ chúng
  judge [patterns..]   phán xét mọi chương trình, trên socket thật
  report [run]         tạo lại báo cáo của một lượt chạy, mọi định dạng
  show [run]           xem trang của nó trong trình duyệt trên máy này
  resume [run]         chạy tiếp một benchmark bị ngắt giữa chừng
  bench [name]         đo độ trễ, chi phí và failover, trên mock hoặc live
  plan                 quota, SLO và tiền chịu được bao nhiêu tải
  serve [scenario]     upstream lỗi theo script, cho mọi client
  replay <token>       chạy lại đúng một lượt chạy
  record               thu câu trả lời của nhà cung cấp, để phát lại
  list [kind]          có gì: scenarios, faults, invariants, targets
  merge DIR..          gộp các shard mà nhiều máy đã đo thành một lượt chạy
  compare A B          hai benchmark khác nhau chỗ nào; ngưỡng cho CI
  claims [RUN]         bài hướng dẫn tuyên bố gì, cạnh điều đã biết
  doctor               máy này đo được không, key dùng được không
  prices import FILE   bảng mô hình và giá, từ bảng giá của LiteLLM
  help [name]          vì sao một quy tắc, kịch bản, lỗi, target quan trọng
  completion           script gợi ý lệnh cho bash hoặc zsh

Cờ
  -h, --help           trợ giúp, sau bất kỳ lệnh nào
      --lang vi        tiếng Việt cho trợ giúp, kết quả và lỗi, sau mọi lệnh
      --version        phiên bản

Exit code
  0 đạt   1 vi phạm quy tắc   2 cách dùng hoặc cấu hình   3 chưa có kết luận
  4 bị từ chối   5 môi trường   70 lỗi của brownout   129, 130, 143 bị ngắt`
