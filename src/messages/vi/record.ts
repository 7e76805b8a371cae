import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count } from './format.ts'

const endings = { complete: 'trọn vẹn', reset: 'RST', fin: 'FIN', 'client-left': 'client rời đi' }

/** What `brownout record` says while it records. */
export const record: Messages['cli']['record'] = {
  listening: (baseURL, upstream) => `Đang thu ${upstream}: hãy trỏ client của bạn đến ${baseURL}`,
  variable: (baseURL) => `  OPENAI_BASE_URL=${baseURL}   (key được chuyển tiếp, không bao giờ được lưu hay hiện ra)`,
  into: (file, most) => `  vào ${file}, tối đa ${count(most, 'trao đổi')}; nhấn ^C để kết thúc`,
  live: (host) => `  LIVE: request được gửi đến ${host}, và có thể tốn tiền`,
  exchange: (one) =>
    [
      `  #${one.exchange} ${one.method} ${one.path}${one.model === '' ? '' : ` ${one.model}`}${one.stream ? ', stream' : ''}: `,
      one.status === null ? 'không có phần đầu' : `${one.status}, ${count(one.pieces, 'mẩu')}`,
      one.firstTokenMs === null ? '' : `, token đầu sau ${duration(one.firstTokenMs)}`,
      `, ${endings[one.how]} sau ${duration(one.endedMs)}`,
    ].join(''),
  missed: {
    unreachable: (request, code) => `  #${request} không thu được: không kết nối được tới upstream (${code})`,
    compressed: (request) => `  #${request} không thu được: upstream nén câu trả lời, dù đã được yêu cầu không nén`,
    'too-large': (request) => `  #${request} không thu được: body lớn hơn mức một bản thu nhận`,
    full: (request, flag) => `  #${request} không thu được: file không còn chỗ (${flag})`,
  },
  ended: (exchanges, file, bytes) => `${count(exchanges, 'trao đổi')} trong ${file} (${number(bytes)} byte).`,
  cut: (underWay) => `${count(underWay, 'trao đổi')} đang diễn ra khi kết thúc: không có trong file.`,
  nothing: 'Không thu được gì, nên không có file.',
  play: (file) => `Phát lại: playback({ exchanges: (await readRecording('${file}')).exchanges })`,
}
