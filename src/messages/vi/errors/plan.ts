import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { number } from '../../format.ts'
import { list } from '../format.ts'

const traffic = '{ "time": "2026-11-27T09:00:00Z", "tokens_in": 420, "tokens_out": 180 }'
const lineEach = `Mỗi request một dòng: ${traffic}; hoặc CSV có dòng đầu là time,tokens_in,tokens_out`

/** What `brownout plan` is asked that makes no sense, and what it has to be told. */
export const plan: Messages['errors']['plan'] = {
  unknownQuota: (resource, models) => ({
    what: `Chưa biết ${resource} của ${list(models, 6)}, và không con số nào được bịa ra.`,
    where: 'brownout plan',
    mend:
      `Cho biết: --${resource} 600 cho tất cả, --${resource} '${models[0]}=600' cho một mô hình, none nếu không giới hạn; hoặc ` +
      `models: [{ id: '${models[0]}', ${resource}: 600 }] trong config.`,
  }),
  noQuota: (flag, value) => ({
    what: `${flag} là số nguyên từ 1, 200k, 2M hoặc none, cho mọi mô hình hoặc đứng sau id của một mô hình; đã nhận ${quoted(value)}.`,
    where: `brownout plan ${flag} ${value}`,
    mend: `Ví dụ: ${flag} 600, hoặc ${flag} deepseek-chat=600,moonshot-v1-8k=none`,
  }),
  noSuchModel: (resource, name, models) => ({
    what: `--${resource} nhắc đến ${quoted(name)}, không phải mô hình của kế hoạch này.`,
    where: `brownout plan --${resource} ${name}=…`,
    mend: `Hiện có ${list(models, 12)}; --models chọn mô hình khác.`,
  }),
  noLimit: (text) => ({
    what: `--slo gồm một số đo, một dấu so sánh và một giá trị; đã nhận ${quoted(text)}.`,
    where: `brownout plan --slo ${quoted(text)}`,
    mend: "Ví dụ: --slo 'ttft.p99 <= 800ms' --slo 'total.p95 <= 8s' --slo 'success >= 99.5%'",
  }),
  noPlanMetric: (metric, where) => ({
    what: `Kế hoạch giữ giới hạn của token đầu, của cả câu trả lời và của tỷ lệ thành công, không phải của ${quoted(metric)}.`,
    where,
    mend: "Dùng ttft.p99, total.p95 (phân vị bất kỳ, với < hoặc <=) hoặc success (với > hoặc >=): 'success >= 99.5%'.",
  }),
  twoDemands: (one, other) => ({
    what: `${one} và ${other} đều nói phải chịu bao nhiêu tải.`,
    where: `brownout plan ${one} … ${other} …`,
    mend: 'Chỉ đưa một.',
  }),
  noUsers: {
    what: '--per-user nói mỗi người dùng hỏi bao lâu một lần, nhưng chưa ai nói có bao nhiêu người dùng.',
    where: 'brownout plan --per-user …',
    mend: 'Cho biết: --users 500 --per-user 2/m; hoặc đưa thẳng mức tải: --rate 5/s',
  },
  shortDuration: (typed) => ({
    what: `Hạn mức tính theo phút, nên chưa đến một phút tải thì không nói được gì về nó; đã nhận ${typed}.`,
    where: 'brownout plan --duration',
    mend: 'Đưa một phút trở lên, hoặc bỏ đi: --duration 2m',
  }),
  largeFile: (file, megabytes, most) => ({
    what: `${quoted(file)} có ${number(megabytes)} MB, mà lưu lượng được đọc trọn vào bộ nhớ, đến ${number(most)} MB.`,
    where: `brownout plan --traffic ${file}`,
    mend: 'Đưa một phần của nó, như ngày bận nhất, hoặc cho biết mức tải: --rate 5/s',
  }),
  noFile: (file) => ({
    what: `Không có file ${quoted(file)}.`,
    where: `brownout plan --traffic ${file}`,
    mend: `Đưa đường dẫn của một log, mỗi request một dòng, như ${traffic}`,
  }),
  noTraffic: (place) => ({
    what: 'Một dòng của lưu lượng có thời gian không đọc được, hoặc số token không phải là số.',
    where: place,
    mend: lineEach,
  }),
  emptyTraffic: (file) => ({
    what: 'Lưu lượng không có đủ hai request.',
    where: file,
    mend: lineEach,
  }),
  emptyRun: (name) => ({
    what: `Không lời gọi nào của lượt chạy ${quoted(name)} được trả lời ngay lần đầu: không ước lượng được gì từ nó.`,
    where: `brownout plan --from ${name}`,
    mend: 'Đưa benchmark của một ngày thường: brownout bench --live …, hoặc bỏ --from.',
  }),
  noAmount: (flag, value) => ({
    what: `${flag} là số lớn hơn 0; đã nhận ${quoted(value)}.`,
    where: `brownout plan ${flag}=${value}`,
    mend:
      flag === '--budget'
        ? 'Ví dụ, USD mỗi tháng: --budget 500'
        : `Một USD bằng bao nhiêu, ví dụ: ${flag} ${flag === '--rate-vnd' ? '26300' : '7.1'}`,
  }),
  noRoute: (value) => ({
    what: `--route là chain hoặc spread; đã nhận ${quoted(value)}.`,
    where: `brownout plan --route=${value}`,
    mend: 'chain, mặc định: mọi lời gọi hỏi mô hình đầu tiên trước. spread: lần lượt từng mô hình được hỏi trước.',
  }),
}
