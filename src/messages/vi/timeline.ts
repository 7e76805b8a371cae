import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count } from './format.ts'

/** One line each of a run's story. */
export const timeline: Messages['timeline'] = {
  client: 'client',
  upstream: 'upstream',
  callStarted: (stream, deadlineMs) =>
    `bắt đầu${stream ? ', muốn nhận stream' : ''}${deadlineMs === null ? '' : `, hạn chót ${duration(deadlineMs)}`}`,
  received: (text, pieces) => `nhận ${text}${pieces > 1 ? ` trong ${number(pieces)} mẩu` : ''}`,
  aborted: 'bên gọi hủy',
  left: 'bên gọi rời khỏi stream',
  resumed: 'xin mẩu tiếp theo',
  wallJumped: (byMs) => `đồng hồ hệ thống bị chỉnh ${byMs < 0 ? 'lùi' : 'tới'} ${duration(Math.abs(byMs))}`,
  endedOk: (text) => `kết thúc tốt: ${text}`,
  endedFailed: (errorClass, message) => `thất bại${errorClass === null ? '' : ` (${errorClass})`}: ${message}`,
  attemptStarted: (attempt, kind, endpoint) => `lần thử ${attempt}, ${kind}, trên ${endpoint}`,
  attemptOk: (attempt) => `lần thử ${attempt} thành công`,
  attemptFailed: (attempt, why) => `lần thử ${attempt} thất bại: ${why}`,
  waits: (delayMs, reason) => `đợi ${duration(delayMs)} (${reason})`,
  breaker: (endpoint, from, to) => `circuit breaker của ${endpoint}: ${from} sang ${to}`,
  operationStarted: (stream) => `lời gọi bắt đầu${stream ? ', stream' : ''}`,
  operationEnded: (attempts, durationMs, errorClass) =>
    `lời gọi ${errorClass === null ? 'thành công' : `thất bại (${errorClass})`} sau ${count(attempts, 'lần thử')}, ${duration(durationMs)}`,
  health: (endpoint, healthy, reason) => `${endpoint} được coi là ${healthy ? 'khỏe' : 'không khỏe'} (${reason})`,
  limit: (endpoint, from, to) => `số lời gọi đồng thời của ${endpoint}: ${number(from)} sang ${number(to)}`,
  keyBuried: (endpoint, errorClass) => `key của ${endpoint} bị coi là đã chết (${errorClass})`,
  quiesced: (timers, sockets, listeners) =>
    timers + sockets + listeners === 0
      ? 'đã đóng, không để sót gì'
      : `đã đóng; còn sót: ${count(timers, 'timer')}, ${count(sockets, 'socket')}, ${count(listeners, 'listener')}`,
  connectionOpened: (origin) => `kết nối tới ${origin}`,
  connectionFailed: (origin, code) => `TLS tới ${origin} thất bại: ${code}`,
  request: (model, stream, kind) => `hỏi ${model}${kind === null ? '' : ` (${kind})`}${stream ? ', stream' : ''}`,
  response: (status, meaning, asked) => {
    const means = meaning === null ? '' : status < 400 ? `, nghĩa là ${meaning}` : ` ${meaning}`
    return [`${status}${means}`, ...asked].join(', ')
  },
  answered: (text) => `trả lời trọn vẹn: ${text}`,
  endedUnfinished: (text) => `dừng khi chưa xong, sau ${text}`,
  errorSent: 'đã gửi hết body',
  reset: (text) => `kết nối bị reset, sau ${text}`,
  closed: (text) => `kết nối bị đóng, sau ${text}`,
  clientLeft: (text) => `ngắt máy, sau ${text}`,
  nothing: 'không có nội dung',
  leftOut: (events) => `lược bớt ${count(events, 'sự kiện')}`,
}
