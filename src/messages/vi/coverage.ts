import type { Met } from '../en/coverage.ts'
import type { Messages } from '../index.ts'
import { number } from '../format.ts'
import { list } from './format.ts'

const of = ({ met, of: all }: Met) => `${number(met)} trên ${number(all)}`

/** How much was looked at, where random cases found nothing, or something. */
export const coverage: Messages['coverage'] = {
  title: 'Những gì đã được thử',
  faults: (met) => `${of(met)} loại lỗi đã tác động`,
  pairs: (pairs) =>
    [
      `các cặp (không phải cặp nào cũng tồn tại): ${of(pairs.phase)} cặp lỗi và giai đoạn`,
      `${of(pairs.kind)} cặp lỗi và loại lần thử`,
      `${of(pairs.feature)} cặp lỗi và tính năng`,
      `${of(pairs.rule)} cặp lỗi và quy tắc được kiểm tra`,
      `${of(pairs.featureAndRule)} cặp tính năng và quy tắc`,
    ].join(', '),
  combinations: (combinations) =>
    `${number(combinations)} tổ hợp khác nhau của lỗi, giai đoạn, tính năng và quy tắc được kiểm tra`,
  neverMet: (faults) => `các loại lỗi chưa từng tác động: ${list(faults)}`,
  neverTested: (rules) => `các quy tắc chưa từng được kiểm tra: ${list(rules)}`,
}
