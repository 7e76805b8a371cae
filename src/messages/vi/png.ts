import { png as english } from '../en/png.ts'
import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { plan } from './plan.ts'

const { fixPackages, infinite, losses, faultBar } = english

/** Three digits say what a rate is worth. */
const rate = (perSecond: number) => number(Number(perSecond.toPrecision(3)))
const kinds = { model: 'mô hình', credential: 'key', origin: 'origin' }

/** Charts as pictures: what stands in them, and why there are none. */
export const png: Messages['png'] = {
  off: (why, fix) => `Không có biểu đồ PNG: ${why}. Khắc phục: ${fix}`,
  notInstalled: (name) => `chưa cài ${name}`,
  doesNotLoad: (why) => `không nạp được canvas (${why.split('\n')[0]})`,
  noFont: (family) => `canvas không nhận font ${family}`,
  failed: (why) => `vẽ không thành công (${why.split('\n')[0]})`,
  fixPackages,
  fixFailed: '--reporter json,junit,html bỏ các biểu đồ; mọi file khác đều nguyên vẹn',

  seconds: 'số giây từ khi bắt đầu lượt chạy',
  milliseconds: 'ms (thang logarit)',
  interval: 'Vạch sai số là khoảng tin cậy 95 %; không có điểm nào ở nơi quá ít lời gọi để có khoảng tin cậy.',
  noInterval: 'Chỉ các lời gọi được trả lời, không có khoảng tin cậy; để trống nơi có quá ít lời gọi.',
  infinite,

  latency: {
    title: 'Phân vị độ trễ, theo mô hình',
    subtitle: (calls) => `${number(calls)} lời gọi, từ lúc mỗi lời gọi đến hạn; lời gọi thất bại là vô hạn`,
    families: { ttft: 'token đầu', total: 'cả câu trả lời' },
  },
  overTime: {
    title: 'Độ trễ theo thời gian',
    subtitle: 'Cả câu trả lời, từ lúc đến hạn, mọi mô hình gộp lại; vùng tô: có lỗi đang tác động',
    failed: 'thất bại hoặc không bắt đầu',
    calls: 'lời gọi',
  },
  cost: {
    title: 'Chi phí cho 1,000 câu trả lời tốt',
    subtitle: 'Tiền trả cho những lần thử mà không ai nhận được câu trả lời cũng nằm trong giá',
    useful: 'câu trả lời',
    wasted: 'lãng phí',
    axis: 'đô la Mỹ',
    total: (usd, wastedPercent) =>
      wastedPercent === null ? `${usd}, không rõ lãng phí` : `${usd}, lãng phí ${wastedPercent} %`,
  },
  amplification: {
    title: 'Khuếch đại do retry',
    subtitle: 'Số lần thử mỗi lời gọi, theo mô hình được hỏi đầu tiên; 1 là không retry lần nào',
    axis: 'lần thử mỗi lời gọi',
    none: 'không retry',
  },
  failover: {
    title: 'Ai đã trả lời, và khi nào',
    subtitle: 'Lời gọi theo mô hình đã trả lời; vùng tô: có lỗi đang tác động',
    failed: 'không ai',
    axis: (stepSeconds) => `lời gọi mỗi ${number(stepSeconds)} s`,
  },
  loads: {
    title: 'Độ trễ ở từng mức tải',
    subtitle: (family) => `${family}, từ lúc đến hạn, đã mô phỏng; lời gọi thất bại là vô hạn`,
    sustained: (perSecond, [low, high]) =>
      `Xanh: mức tải lớn nhất giữ được SLO, ${rate(perSecond)}/s [${rate(low)}, ${rate(high)}]`,
    families: { ttftMs: 'Token đầu', totalMs: 'Cả câu trả lời' },
    axis: 'lời gọi mỗi giây',
  },
  losses: {
    title: 'Còn lại gì khi mất một phần',
    subtitle: 'Mức tải lớn nhất giữ được SLO, với khoảng tin cậy 95 %',
    nothing: 'không mất gì',
    lost: (kind, name) => `${kinds[kind]} ${name}`,
    rate: losses.rate,
  },
  amplificationByLoad: {
    title: 'Khuếch đại do retry ở từng mức tải',
    subtitle: 'Số lần thử mỗi lời gọi, đã mô phỏng, khi không mất gì và khi mất một mô hình; 1 là không retry lần nào',
    without: (model) => `không có ${model}`,
  },
  throughOutage: {
    title: 'Client qua một sự cố',
    subtitle: 'Trên: request mà client gửi; dưới: câu trả lời trong SLO; cùng các lời gọi, mỗi lần đổi một chính sách',
    recovery: 'Trong chú giải: số request mỗi lời gọi lúc sự cố, và sau sự cố bao lâu thì lời gọi tốt như trước',
    wire: 'request mỗi giây',
    good: 'câu trả lời tốt mỗi giây',
    offered: (perSecond) => `mức tải: ${rate(perSecond)} lời gọi/s`,
    policy: (name, amplification, recoversAfterMs) =>
      `${name}: ${number(Number(amplification.toFixed(2)))}x, ${recovers(recoversAfterMs)}`,
    names: plan.policies,
  },
  faultBar,
}

function recovers(afterMs: number | null): string {
  return afterMs === null ? 'không bao giờ' : afterMs === 0 ? 'ngay lập tức' : `sau ${duration(afterMs)}`
}
