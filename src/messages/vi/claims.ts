import type { Messages } from '../index.ts'
import { count, list } from './format.ts'

/** What `brownout claims` says. */
export const claims: Messages['cli']['claims'] = {
  intro: (source) => `${source} tuyên bố điều gì, và đã biết gì về điều đó.`,
  verdicts: {
    holds: 'đúng',
    'in-part': 'đúng một phần',
    contradicted: 'trái thực tế',
    unsure: 'chưa rõ',
    'not-measured': 'chưa đo',
  },
  metrics: {
    connect: 'thời gian kết nối',
    ttft: 'thời gian đến token đầu',
    total: 'thời gian đến hết câu trả lời',
    'price.input': 'giá đầu vào',
    'price.output': 'giá đầu ra',
    'table.latency': 'trung bình trong bảng của chính nó',
  },
  lines: (lines) => `dòng ${list(lines.map(String))}`,
  finding: (metric, about, found, judgement) =>
    `${metric}, ${about}: ${found === null ? judgement : `${found}, ${judgement}`}`,
  summed: (metric, holding, all) => `${metric}: đúng với ${holding} trên ${all}`,
  notMeasured: 'Độ trễ chỉ được phán xét từ lượt chạy live, vì mock lấy số liệu từ chính bảng đó: brownout claims RUN',
  noPrices: 'Giá hôm nay của một mô hình không nằm trong số đo nào: hãy ghi giá vào bench.config.ts, kèm ngày.',
  measured: (folder, calls) => `Độ trễ lấy từ ${folder}, ${count(calls, 'lời gọi live')}.`,
}
