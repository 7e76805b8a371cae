import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { list } from './format.ts'

const word = { pass: 'đạt', 'non-strict': 'chưa chặt', fail: 'LỖI', hang: 'TREO', unknown: 'chưa rõ' }

/** What a table about somebody else's client says. */
export const cells: Messages['cells'] = {
  /** Width 10 or less, or the terminal's columns break. */
  word,
  meaning: {
    pass: 'đã được kiểm tra, và đạt',
    'non-strict': 'vi phạm điều mà client tốt vẫn làm, nhưng chưa ai cam kết',
    fail: 'vi phạm một quy tắc bắt buộc',
    hang: 'một lời gọi không kết thúc trong thời gian dành cho ca này',
    unknown: 'chưa được kiểm tra, hoặc không thể kết luận',
  },
  title: 'Kết luận',
  caption: 'Client theo kịch bản',
  untested: (rules) => `chưa được kiểm tra: ${list(rules)}`,
  aside: (rules) => `ngoài ra: ${list(rules)}`,
  broke: (rules) => `vi phạm ${list(rules)}`,
  noted: (scenarios, note) => `ghi nhận: ${list(scenarios, 6)}: ${note}`,
  scenario: 'kịch bản',
  headline: (counts) => {
    const parts = (['pass', 'non-strict', 'fail', 'hang', 'unknown'] as const).flatMap((verdict) => {
      const value = counts[verdict] ?? 0
      return value === 0 ? [] : [`${number(value)} ${word[verdict].toLowerCase()}`]
    })
    return `${parts.length === 0 ? 'chưa chạy gì' : parts.join(', ')}.`
  },
  unknownBecause: (reason, scenarios) => `chưa rõ: ${list(scenarios, 6)}: ${reason}`,
  moreReasons: (reasons) => `Còn ${number(reasons)} lý do nữa khiến kết quả chưa rõ: xem báo cáo.`,
}
