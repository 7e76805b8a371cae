import type { Messages } from '../index.ts'
import { duration } from '../format.ts'
import { count } from './format.ts'

/** Names in `trace.json`. */
export const trace: Messages['trace'] = {
  client: 'client',
  endpoint: (name) => `endpoint ${name}`,
  track: (call, nth) => (nth === 1 ? `lời gọi ${call}` : `lời gọi ${call}, cùng lúc (${nth})`),
  ofProcess: 'bộ ngắt mạch (circuit breaker)',
  call: (call, how) => `lời gọi ${call}: ${how}`,
  attempt: (nth, how) => `lần thử ${nth}: ${how}`,
  ok: 'tốt',
  cut: 'không thấy lúc kết thúc',
  lateStart: (ms) => `đợi ${duration(ms)} mới bắt đầu: tải bị trễ`,
  wait: (ms, reason) => `đợi ${duration(ms)} (${reason})`,
  beforeAttempt: (nth, why) => `trước lần thử ${nth}, sau ${why}`,
  firstToken: 'token đầu',
  deadline: 'hạn chót',
  failover: 'failover',
  breaker: (endpoint, from, to) => `breaker của ${endpoint}: ${from} sang ${to}`,
  sampled: (calls) =>
    `${count(calls, 'lời gọi')} của lượt chạy: chậm nhất, thất bại đầu tiên, và vài lời gọi ngẫu nhiên`,
  excerpts: 'những gì xảy ra quanh các vi phạm đầu tiên của từng lượt chạy bị vi phạm',
}
