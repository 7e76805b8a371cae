import type { Tally } from '../en/tally.ts'
import { number } from '../format.ts'
import { count } from './format.ts'

export const runs = (value: number, { single }: Pick<Tally, 'single'>) =>
  count(value, single ? 'kịch bản' : 'lượt chạy')

export const ofRuns = (value: number, tally: Tally) => `${number(value)} trên ${runs(tally.played, tally)}`

/** What was not played, as parts of a sentence. */
export const notPlayed = (tally: Tally) => [
  ...(tally.refused > 0 ? [`${number(tally.refused)} bị từ chối`] : []),
  ...(tally.leftOut > 0 ? [`${number(tally.leftOut)} bị bỏ qua`] : []),
]
