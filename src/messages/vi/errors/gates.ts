import { gates as english } from '../../en/errors/gates.ts'
import { quoted } from '../../en/errors/problemText.ts'
import type { Messages } from '../../index.ts'
import { list } from '../format.ts'
import { didYouMean } from './problemText.ts'

/** Gates and limits that make no sense. */
export const gates: Messages['errors']['gates'] = {
  /** By unit of the metric. */
  examples: {
    ...english.examples,
    ms: '"< 800ms" hoặc "<= 2s"',
  },
  unknownMetric: (name, where, nearest, count) => ({
    what: `Không có số đo ${quoted(name)}.`,
    where,
    mend: didYouMean(nearest, `Cả ${count} số đo: docs/bench.md, ví dụ success, ttft.p95, cost.per1kGood.`),
  }),
  noLimit: (name, text, where, example) => ({
    what: `Giới hạn của ${name} là ${quoted(text)}, cần một chuỗi như ${example}.`,
    where,
    mend: `Viết dấu so sánh (<, <=, >, >=), một con số và đơn vị của nó: ${example}.`,
  }),
  noCallMetric: (name, where, known, nearest) => ({
    what: `${quoted(name)} không phải thứ mà một lời gọi có; phân vị là của nhiều lời gọi.`,
    where,
    mend: didYouMean(nearest, `Có ${list(known)}; phân vị thì đặt trong gates.`),
  }),
}
