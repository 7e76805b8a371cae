import { count, number } from '../format.ts'

/** How many runs ended how; what the sentences about a whole report are made of. */
export interface Tally {
  readonly held: number
  readonly broke: number
  readonly noVerdict: number
  readonly crashed: number
  readonly refused: number
  readonly leftOut: number
  readonly played: number
  readonly calls: number
  readonly attempts: number
  /** Of the runs on the virtual clock. */
  readonly virtualMs: number
  /** One target in one world: then a run is a scenario, and is called so. */
  readonly single: boolean
}

export const runs = (value: number, { single }: Pick<Tally, 'single'>) => count(value, single ? 'scenario' : 'run')

export const ofRuns = (value: number, tally: Tally) => `${number(value)} of ${runs(tally.played, tally)}`

/** What was not played, as parts of a sentence. */
export const notPlayed = (tally: Tally) => [
  ...(tally.refused > 0 ? [`${number(tally.refused)} refused`] : []),
  ...(tally.leftOut > 0 ? [`${number(tally.leftOut)} left out`] : []),
]
