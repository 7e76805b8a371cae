import { amount } from '../en/amounts.ts'
import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { change } from './amounts.ts'
import { count, list } from './format.ts'

/** What brownout compare says: terminal, job summary, JUnit. */
export const compare: Messages['compare'] = {
  amount,
  change,
  words: { better: 'tốt hơn', worse: 'TỆ HƠN', same: 'như cũ', unsure: 'chưa rõ' },
  sides: (before, after) => `So sánh ${before} với ${after}`,
  pairing: (isPaired, before, after) =>
    isPaired
      ? `${count(after, 'lời gọi')}, ghép từng cặp với chính lời gọi đó ở lần trước.`
      : `${count(before, 'lời gọi')} trước, ${number(after)} sau, không ghép cặp.`,
  range: (low, high) => `${low} đến ${high}`,
  interval: (limits) => `95 %: ${limits}`,
  tooFew: 'quá ít lời gọi để có khoảng tin cậy',
  needed: (calls) => `cần ~${count(calls, 'lời gọi')}`,
  spreadShort: 'độ phân tán thay đổi',
  spread: 'phần giữa không đổi, nhưng độ phân tán thay đổi',
  allTogether: 'tất cả gộp lại',
  gate: (metric, text) => `${metric} ${text}`,
  gateWords: { passed: 'đạt', failed: 'KHÔNG ĐẠT', 'no-verdict': 'chưa rõ' },
  gateReasons: {
    unsure: 'ngưỡng nằm trong khoảng tin cậy',
    'n-too-small': 'quá ít lời gọi',
    'too-noisy': 'lượt chạy quá nhiễu',
    'not-measured': 'không đo được',
  },
  tooNoisy: 'QUÁ NHIỄU: một trong hai lượt chạy không đáng tin, nên không số đo thời gian nào bị coi là tệ hơn.',
  stopped: (name, state) =>
    state === 'interrupted'
      ? `${name} bị ngắt giữa chừng: nó chỉ là một phần của kế hoạch.`
      : `${name} chưa bao giờ kết thúc: nó chỉ là một phần của kế hoạch.`,
  exactSame: (records) => `Thời gian ảo: cả ${count(records, 'lời gọi')} giống hệt nhau, đúng đến từng byte.`,
  exactDiffers: (differing, records, first) =>
    `Thời gian ảo: ${number(differing)} trên ${count(records, 'lời gọi')} khác nhau, đầu tiên là lời gọi ${number(first)}:`,
  ended: '(lượt chạy đã kết thúc)',
  meant: (file) => `Nếu đó là chủ ý, hãy lưu lại: brownout compare --save-baseline ${file} latest`,
  verdicts: {
    held: 'Không có gì tệ hơn.',
    broke: 'Có điều tệ hơn, hoặc một ngưỡng không đạt.',
    'no-verdict': 'Chưa có kết luận.',
  },
  sum: (words) => {
    const names = { worse: 'tệ hơn', better: 'tốt hơn', same: 'như cũ', unsure: 'chưa rõ' }
    const told = (['worse', 'better', 'same', 'unsure'] as const).filter((word) => words[word] > 0)
    return list(told.map((word) => `${number(words[word])} ${names[word]}`))
  },
  nothing: 'Không có gì được đo ở cả hai lượt chạy.',
  saved: (file, records) => `Đã lưu baseline: ${file} (${count(records, 'bản ghi')}).`,
  heads: {
    metric: 'số đo',
    series: 'mô hình',
    before: 'trước',
    after: 'sau',
    change: 'thay đổi',
    verdict: 'kết luận',
    gate: 'ngưỡng',
    measured: 'đo được',
  },
  title: 'So sánh benchmark',
  method: (margin) =>
    `Thay đổi trong phạm vi ${margin} được coi là như cũ; tốt hơn và tệ hơn là vượt ra ngoài phạm vi đó, và chắc chắn hơn 99 % cho ` +
    'tất cả những gì được so sánh cùng lúc (Holm). Tỷ lệ được so sánh theo điểm phần trăm, với một phần mười phạm vi đó. Sau mỗi kết luận: ' +
    'khoảng tin cậy 95 % của thay đổi.',
}
