import { explore as english } from '../en/explore.ts'
import type { Messages } from '../index.ts'
import { duration, number } from '../format.ts'
import { count, list } from './format.ts'

const { scenario, quiet, neverTested, shrunk, atWhat } = english

/** What exploration, and what it found, say. */
export const explore: Messages['explore'] = {
  // They are recorded with the days that were found, which are told as the catalogue tells its own.
  scenario,
  quiet,
  neverTested,

  intro: (targets, runs, seed) =>
    `Khám phá ${list(targets)}: ${count(runs, 'ngày ngẫu nhiên')}${targets.length > 1 ? ' cho mỗi client' : ''} trên đồng hồ ảo, seed ${seed}.`,
  stopping: 'Đang dừng: những gì đã tìm thấy được thu nhỏ và ghi lại. Nhấn lần nữa để thoát ngay.',
  progress: (target, done, total, perSecond, found) =>
    `${target}  ${number(done)}/${number(total)} ngày, ${number(perSecond)} mỗi giây, tìm thấy ${number(found)}`,
  shrinking: (target, found, alarms) =>
    `${target}  đang thu nhỏ những gì tìm thấy: ${number(found)} trên ${number(alarms)}`,
  alarm: (target, rule, day) => `${target}  ngày ${number(day)} vi phạm ${rule}`,

  head: (target, rules, cases) =>
    rules === 0
      ? `${target}: không tìm thấy gì trong ${count(cases, 'ngày')}.`
      : `${target}: vi phạm ${count(rules, 'quy tắc')} trong ${count(cases, 'ngày')}.`,
  nothing: (target) => `${target}: chưa có kết luận: không quy tắc nào được kiểm tra.`,
  columns: { rule: 'quy tắc', day: 'ngày', first: 'lần đầu', rules: 'số rule' },
  nth: (day) => `ngày ${number(day)}`,
  shrunk: (before, after) => shrunk(before, after).replace(' to ', ' còn '),
  toldBelow: 'Với mỗi quy tắc, đây là ngày nhỏ nhất đã tìm thấy:',
  notAgain: 'Khi chạy lại cho báo cáo này thì không còn vi phạm: có gì đó trong client không tất định.',
  effort: (cases, calls, attempts, ms) =>
    `Đã xem: ${count(cases, 'ngày')}, ${count(calls, 'lời gọi')}, ${count(attempts, 'lần thử')}, trong ${duration(ms)}.`,
  atWhat,
  partial: (cases, runs) => `Dừng sau ${number(cases)} trên ${count(runs, 'ngày')}.`,
  saved: (files) => `Đã giữ lại: ${list(files)}. Từ nay brownout test sẽ chạy ${files.length === 1 ? 'nó' : 'chúng'}.`,
  keptBefore: (files) => `Đã có từ trước: ${list(files)}.`,
  notSaved: (names) => `Không giữ: ${list(names)}. Không có vi phạm nào trong lịch sử mà client phải chịu trách nhiệm.`,
  howToSave: 'Giữ tất cả cho brownout test và serve; replay <token> --save chỉ giữ một:',
  report: (where) => `Báo cáo: ${where}`,
}
