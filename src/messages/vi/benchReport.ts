import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count, list } from './format.ts'

/** How calls come about, in words. */
const loads: Readonly<Record<string, (options: Readonly<Record<string, number>>) => string>> = {
  poisson: ({ perSecond, durationMs }) => `tải mở ${number(perSecond!)}/s, ${lasting(durationMs!)}`,
  constantArrivalRate: ({ perSecond, durationMs }) => `tải mở ${number(perSecond!)}/s, ${lasting(durationMs!)}`,
  callers: ({ callers }) => `tải đóng với ${count(callers!, 'bên gọi')}`,
  constantCallers: ({ callers, durationMs }) => `tải đóng với ${count(callers!, 'bên gọi')}, ${lasting(durationMs!)}`,
}

/** A load that its number of calls ends is planned for a day. */
function lasting(durationMs: number): string {
  return durationMs >= 86_400_000 ? 'đến khi đủ số lời gọi' : `trong ${duration(durationMs)}`
}

/** What a benchmark found, on the terminal and on the page. */
export const benchReport: Messages['benchReport'] = {
  infinite: '∞',
  notMeasured: '-',
  usd: (exact) => `$${/^\d+\.0*\d{1,3}|^\d+/.exec(exact)?.[0] ?? exact}`,
  tooFew: (needed) => (needed === null ? 'quá ít lời gọi' : `cần ${number(needed)} lời gọi`),

  groups: {
    answered: 'được trả lời',
    ttft: 'token đầu',
    total: 'cả câu',
    gap: 'giữa 2 token',
    failover: 'failover',
    attempts: 'lần thử/gọi',
    cost: '$ / 1k câu tốt',
    waste: 'lãng phí',
    spent: 'tổng đã chi',
  },
  answered: (ok, calls) => `${number(ok)} trên ${number(calls)}`,
  outcome: (calls, to) => (to.length === 0 || calls === 0 ? number(calls) : `${number(calls)} (${list(to, 2)})`),
  outcomes: {
    'ok-after-retry': '  sau retry',
    'ok-after-fallback': '  mô hình khác',
    failed: '  thất bại',
    dropped: '  không bắt đầu',
    cancelled: '  bị hủy',
  },

  intro: (name, models, load, where, seed) => `${name}: ${count(models, 'mô hình')}, ${load}, ${where}, seed ${seed}.`,
  load: (type, options) => loads[type]?.(options as never) ?? `tải ${type}`,
  bent: (scenario) => `Bị kịch bản ${scenario} làm nhiễu.`,
  where: {
    virtual: 'mock trên đồng hồ ảo',
    loopback: 'mock trên socket thật',
    server: (url) => `server trên máy này (${url})`,
    live: (host) => `CHẠY THẬT tại ${host}`,
  },
  nothingLeaves:
    'Không có gì rời khỏi máy này. Mock lấy số liệu từ bảng mô hình: độ trễ của nó không đo nhà cung cấp nào.',
  countsFrom: 'Độ trễ tính từ thời điểm lời gọi đến hạn; ± và [ , ] là khoảng tin cậy 95 %.',
  comparison: 'Các mô hình cạnh nhau',
  measured: 'đo được',
  validity: 'Lượt chạy có đáng tin không',
  lights: { green: 'tốt', amber: 'lưu ý', red: 'ĐỎ', unknown: 'không rõ' },
  errors: 'Thất bại:',
  error: (what, calls, series, call, firstMs, lastMs) =>
    `${what}: ${count(calls, 'lời gọi')} của ${series}, từ ${duration(firstMs)} đến ${duration(lastMs)}, đầu tiên là lời gọi ${call}`,
  noClass: 'không phân loại',
  moreErrors: (rows) => `và ${count(rows, 'loại nữa')}, trong report.json`,
  light: { red: 'ĐỎ   ', amber: 'lưu ý' },
  gate: { passed: 'đạt ', failed: 'LỖI ', 'no-verdict': '?   ' },
  reasons: {
    unsure: 'quá ít lời gọi để kết luận',
    'n-too-small': 'quá ít lời gọi',
    'too-noisy': 'máy này quá chậm để kết luận',
    'not-measured': 'không thấy gì để đo',
  },
  surelyOver: 'quá nhiều lời gọi vượt ngưỡng, nên không thể đạt',
  enough: (calls) => `cần khoảng ${number(calls)}`,
  valid: 'Mọi đèn kiểm tra đều xanh.',
  stopping: (graceMs) =>
    `Đang dừng: không gọi thêm; các lời gọi đang chạy có ${duration(graceMs)} để kết thúc. Nhấn ^C lần nữa để thoát ngay.`,
  stopped: (made, of, cancelled) =>
    `Dừng sớm: đã đo ${number(made)}${of === null ? '' : ` trên ${number(of)}`}, ` +
    `${number(cancelled)} bị hủy (không tính là lỗi).`,
  spent: (usd) => `Đã chi tối đa ${usd}.`,
  goOn: (folder) => `Chạy tiếp: brownout resume ${folder}`,
  skipped: (lines) => `Không đọc được ${count(lines, 'dòng')} của lịch sử, nên bỏ qua.`,
  report: (where) => `Báo cáo: ${where}`,
  leads: {
    cost: (models, figure) => `${models === 1 ? '' : 'đều '}rẻ nhất (${figure} cho 1,000 câu trả lời tốt)`,
    ttft: (models, figure) => `${models === 1 ? '' : 'đều '}bắt đầu trả lời sớm nhất (p95 ${figure})`,
    total: (models, figure) => `${models === 1 ? '' : 'đều '}trả lời xong sớm nhất (p95 ${figure})`,
    who: (models, does) => `${list(models)} ${list(does)}`,
  },
  verdict: {
    held: (gates) => `${count(gates, 'ngưỡng')} đều đạt.`,
    measured: (onMock, leads) =>
      leads === '' ? 'Đã đo. Không có ngưỡng nào được đặt.' : `Đã đo${onMock ? ' trên mock' : ''}: ${leads}.`,
    broke: (broken, gates) => `${number(broken)} trên ${count(gates, 'ngưỡng')} không đạt.`,
    early: 'Kết thúc trước khi hết tải. Chưa có kết luận.',
    noisy: 'QUÁ NHIỄU: máy này quá chậm để số liệu đáng tin. Chưa có kết luận.',
    noData: 'Không đo được lời gọi nào. Chưa có kết luận.',
    unsure: (unsure, gates) => `${number(unsure)} trên ${count(gates, 'ngưỡng')} chưa có kết luận: quá ít lời gọi.`,
  },
}
