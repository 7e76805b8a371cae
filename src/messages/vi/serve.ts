import { serve as english } from '../en/serve.ts'
import { duration, number } from '../format.ts'
import type { Messages } from '../index.ts'
import { count, list } from './format.ts'

const { exchange } = english

/** What `brownout serve` says. */
export const serve: Messages['serve'] = {
  healthy: 'một upstream khỏe mạnh',
  intro: (what, seed) => `Đang phục vụ ${what}, seed ${seed}.`,
  place: (baseUrl, models) => `${baseUrl}  ${list(models, 6)}`,
  loopbackOnly: 'Chỉ chương trình trên máy này đến được nó.',
  exposed: 'Máy khác đến được nó. Mọi request đều cần token.',
  variables: 'Cho client của bạn:',
  steering: 'Cho chương trình điều khiển nó:',
  judging: 'Đang phán xét: nhấn ^C để xem kết luận.',
  stopWith: 'Nhấn ^C để dừng.',
  ownToken: 'giá trị của BROWNOUT_TOKEN',

  exchange: {
    nothing: 'không có gì',
    ended: {
      complete: '',
      reset: 'rồi reset',
      fin: 'rồi đóng',
      goaway: 'rồi GOAWAY',
      'rst-stream': 'rồi RST_STREAM',
      'client-left': 'client rời đi',
      open: 'còn mở',
    },
    took: (ms) => duration(ms),
    characters: (value) => count(value, 'ký tự'),
    stream: exchange.stream,
    arrow: exchange.arrow,
  },
  connectionFailed: (origin, code) => `kết nối tới ${origin} thất bại: ${code}`,

  // Answers on the wire, which programs read: they do not change with the language of the terminal.
  access: english.access,
  control: english.control,
  verdict: {
    none: 'Chưa phán xét gì: không có request nào đến.',
    sum: (exchanges, calls, held, broke) =>
      `Đã phán xét ${count(exchanges, 'trao đổi')}${calls > 0 ? ` của ${count(calls, 'lời gọi')}` : ''}: ` +
      `${count(held, 'quy tắc')} đạt, ${number(broke)} bị vi phạm.`,
    unknown: (rules) => `${count(rules, 'quy tắc')} không thể phán xét chỉ từ những gì trên đường truyền:`,
    noMarkers:
      'Không request nào có dấu như [[call:1]] trong tin nhắn cuối của người dùng: không có nó thì không ai biết request nào ' +
      'thuộc cùng một lời gọi.',
    leftOut: (events, most) => `Chỉ ${number(most)} sự kiện đầu được phán xét; sau đó còn ${number(events)} sự kiện.`,
    held: 'đạt:',
  },
}
