import { change as inEnglish } from '../en/amounts.ts'

/** "+36 %", "-0.4 điểm". */
export function change(...figure: Parameters<typeof inEnglish>): string {
  return inEnglish(...figure).replace(/ points$/, ' điểm')
}
