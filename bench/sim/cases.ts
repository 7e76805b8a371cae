import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { startPlayingThread } from '../../src/harness/playingThread.ts'
import type { Figures } from './figures.ts'
import { spread } from './measured.ts'

/** What CI explores. */
const casesOfCi = 20_000

export interface CasesOrder {
  readonly seed: number
  readonly count: number
}

/** Of one case, in the mean. */
export interface CasesCost {
  readonly generateUs: number
  readonly playUs: number
  readonly judgeUs: number
  readonly hashUs: number
  readonly calls: number
  readonly attempts: number
}

/** Random cases per second of CPU, in a thread as an exploration has them: each is generated, played, taken down, judged. */
export async function cases(
  figures: Figures,
  { warmUp, rounds, casesPerRound }: { warmUp: number; rounds: number; casesPerRound: number },
): Promise<void> {
  figures.title(
    `random cases of our client: ${rounds} rounds of ${casesPerRound}, after ${casesOfCi + warmUp} of warm-up; no stack traces`,
  )
  const thread = startPlayingThread(new URL('./casesWorker.ts', import.meta.url))
  const first = await play(thread, { seed: rounds, count: 1_000 })
  const rest = await play(thread, { seed: rounds + 1, count: casesOfCi - 1_000 })
  await play(thread, { seed: rounds + 2, count: warmUp })
  const taken: CasesCost[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await play(thread, { seed: round, count: casesPerRound }))
  await thread.terminate()
  const part = (pick: (cost: CasesCost) => number) => spread(taken.map(pick))
  const whole = part(wholeUs)
  const noise = `± ${((whole.deviation / whole.median) * 100).toFixed(0)} %, best ${Math.round(1e6 / whole.least)}`
  figures.print('cases per CPU second', 1e6 / whole.median, '', { owed: { atLeast: 2_500, goal: 5_000 }, more: noise })
  figures.print('  of the first thousand, while V8 compiles', 1e6 / wholeUs(first), 'cases per CPU second')
  const ofCi = (wholeUs(first) * 1_000 + wholeUs(rest) * (casesOfCi - 1_000)) / casesOfCi
  figures.print(`  of the first ${casesOfCi}, as CI plays them`, 1e6 / ofCi, 'cases per CPU second')
  for (const [what, pick] of parts) figures.print(`  ${what}`, part(pick).median, 'µs per case')
  figures.print('  the history’s hash, where it is wanted', part(({ hashUs }) => hashUs).median, 'µs per case')
  figures.print('calls per case', part(({ calls }) => calls).median, '', { more: 'in the mean' })
  figures.print('attempts per case', part(({ attempts }) => attempts).median, '', { more: 'in the mean' })
}

const parts: readonly (readonly [what: string, pick: (cost: CasesCost) => number])[] = [
  ['generating', ({ generateUs }) => generateUs],
  ['playing, and taking it down', ({ playUs }) => playUs],
  ['judging', ({ judgeUs }) => judgeUs],
]

function wholeUs({ generateUs, playUs, judgeUs }: CasesCost): number {
  return generateUs + playUs + judgeUs
}

async function play(thread: Worker, order: CasesOrder): Promise<CasesCost> {
  thread.postMessage(order)
  return ((await once(thread, 'message')) as [CasesCost])[0]
}
