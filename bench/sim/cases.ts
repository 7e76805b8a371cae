import * as fc from 'fast-check'
import { drawCases, usualOdds } from '../../src/harness/explore/case/index.ts'
import { judgePlayed } from '../../src/harness/judgeRun.ts'
import type { Played, RunPlan } from '../../src/harness/world.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { client } from '../../src/targets/client.ts'
import type { Figures } from './figures.ts'
import { measured, spread } from './measured.ts'

const perBatch = 50
/** As many as an exploration plays in its first ten seconds: by then V8 has compiled what there is to compile. */
const warmUpCases = 15_000

interface Round {
  readonly generateUs: number
  readonly playUs: number
  readonly judgeUs: number
  readonly hashUs: number
  readonly calls: number
  readonly attempts: number
}

/** Random cases per second of CPU: each is generated, played, taken down and judged. */
export async function cases(
  figures: Figures,
  { rounds, casesPerRound }: { rounds: number; casesPerRound: number },
): Promise<void> {
  figures.title(
    `random cases of our client: ${rounds} rounds of ${casesPerRound}, after ${warmUpCases} of warm-up; no stack traces`,
  )
  // As the threads of an exploration do.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  const cold = await play(rounds, 1_000)
  await play(rounds + 1, warmUpCases)
  const taken: Round[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await play(round, casesPerRound))
  Error.stackTraceLimit = stackTraceLimit
  const part = (pick: (round: Round) => number) => spread(taken.map(pick))
  const whole = part(({ generateUs, playUs, judgeUs }) => generateUs + playUs + judgeUs)
  const noise = `± ${((whole.deviation / whole.median) * 100).toFixed(0)} %, best ${Math.round(1e6 / whole.least)}`
  figures.print('cases per CPU second', 1e6 / whole.median, '', { owed: { atLeast: 2_500, goal: 5_000 }, more: noise })
  const coldUs = cold.generateUs + cold.playUs + cold.judgeUs
  figures.print('  of the first thousand, while V8 compiles', 1e6 / coldUs, 'cases per CPU second')
  for (const [what, pick] of parts) figures.print(`  ${what}`, part(pick).median, 'µs per case')
  figures.print('  the history’s hash, where it is wanted', part(({ hashUs }) => hashUs).median, 'µs per case')
  figures.print('calls per case', part(({ calls }) => calls).median, '', { more: 'in the mean' })
  figures.print('attempts per case', part(({ attempts }) => attempts).median, '', { more: 'in the mean' })
}

const parts: readonly (readonly [what: string, pick: (round: Round) => number])[] = [
  ['generating', ({ generateUs }) => generateUs],
  ['playing, and taking it down', ({ playUs }) => playUs],
  ['judging', ({ judgeUs }) => judgeUs],
]

async function play(seed: number, count: number): Promise<Round> {
  const draw = drawCases(fc, seed, usualOdds)
  const sums = { generateMs: 0, playMs: 0, judgeMs: 0, hashMs: 0, calls: 0, attempts: 0 }
  for (let batch = 0; batch * perBatch < count; batch += 1) {
    const drawn = await measured(() => Array.from({ length: perBatch }, (_, index) => draw(batch * perBatch + index)))
    const plans = drawn.value.map((drawnCase): RunPlan => ({ target: client, ...drawnCase }))
    const played = await measured(async () => {
      const runs: Played[] = []
      for (const plan of plans) runs.push(await virtual.play(plan))
      return runs
    })
    const judged = await measured(() => plans.map((plan, index) => judgePlayed(plan, played.value[index]!)))
    const hashed = await measured(() => played.value.map(({ history }) => history.hash()))
    sums.generateMs += drawn.cpuMs
    sums.playMs += played.cpuMs
    sums.judgeMs += judged.cpuMs
    sums.hashMs += hashed.cpuMs
    for (const { history } of played.value) {
      for (const { type } of history.events) {
        if (type === 'call-started') sums.calls += 1
        if (type === 'exchange-started') sums.attempts += 1
      }
    }
  }
  const perCase = (ms: number) => (ms * 1000) / count
  return {
    generateUs: perCase(sums.generateMs),
    playUs: perCase(sums.playMs),
    judgeUs: perCase(sums.judgeMs),
    hashUs: perCase(sums.hashMs),
    calls: sums.calls / count,
    attempts: sums.attempts / count,
  }
}
