import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count } from './format.ts'

/** A single call of a benchmark, moment by moment. */
export const singleCall: Messages['singleCall'] = {
  title: (call, series, how, attempts) =>
    `Lời gọi ${number(call)}, hỏi ${series}: ${how}, ${count(attempts, 'lần thử')}`,
  answeredBy: (model) => `${model} trả lời`,
  failed: (errorClass) => `thất bại (${errorClass})`,
  notBegun: 'không bắt đầu',
  late: 'đợi đến lượt bắt đầu: tải bị trễ',
  attempt: (nth, model, how) => `lần thử ${nth} trên ${model}: ${how}`,
  ok: 'tốt',
  waits: (ms, nth, why) => `đợi ${duration(ms)}, lần thử ${nth} sau ${why}`,
  failover: (model) => `chuyển sang ${model}`,
  firstToken: 'token đầu',
  deadline: (leftMs) => `hạn chót: còn ${duration(leftMs)}`,
  since: 'ms từ lúc đến hạn',
}
