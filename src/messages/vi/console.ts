import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count, list } from './format.ts'
import { notPlayed, runs } from './tally.ts'

/** What the terminal shows. */
export const console: Messages['console'] = {
  /** Width 10 or less, or the columns break. */
  verdict: {
    held: 'đạt',
    broke: 'VI PHẠM',
    'no-verdict': 'chưa rõ',
    refused: 'từ chối',
    'left-out': 'bỏ qua',
    crashed: 'BỊ SẬP',
  },
  columns: { calls: 'gọi', attempts: 'lần thử' },
  place: (target, world) => `${target}, ${world}`,
  progress: (done, total) => `${number(done)}/${number(total)}`,
  call: (call) => `lời gọi ${call}`,
  times: (value) => `(${number(value)} lần)`,
  also: 'ngoài ra:',
  again: 'chạy lại:',
  whyItMatters: 'vì sao quan trọng:',
  proofSigns: '(> bằng chứng, x lỗi)',
  breaks: (rules) => `^ vi phạm ${list(rules)}`,
  milliseconds: 'ms',
  moreRules: (lines) => `${count(lines, 'dòng nữa')} tương tự`,
  leftOut: (events) => `... lược bớt ${count(events, 'sự kiện')}`,
  noReason: 'không có lý do nào được nêu',
  world: (world, played, refused, leftOut) =>
    [
      `${world}: đã chạy ${number(played)}`,
      ...(refused > 0 ? [`từ chối ${number(refused)}`] : []),
      ...(leftOut > 0 ? [`bỏ qua ${number(leftOut)}`] : []),
    ].join(', '),
  moreInReport: (value) => `${count(value, 'lượt chạy nữa')} tương tự: báo cáo kể lại từng lượt.`,
  verdictSentence: (tally) =>
    [
      `${runs(tally.held, tally)} đạt`,
      `${number(tally.broke)} vi phạm`,
      ...(tally.noVerdict > 0 ? [`${number(tally.noVerdict)} chưa có kết luận`] : []),
      ...(tally.crashed > 0 ? [`${number(tally.crashed)} bị sập`] : []),
      ...notPlayed(tally),
    ].join(', ') + '.',
  effort: (tally, wallMs) =>
    `${count(tally.calls, 'lời gọi')}, ${count(tally.attempts, 'lần thử')}` +
    `${tally.virtualMs > 0 ? `, ${duration(tally.virtualMs)} thời gian ảo` : ''} trong ${duration(wallMs)}.`,
  report: (where) => `Báo cáo: ${where}`,
}
