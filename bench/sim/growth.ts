import { judgePlayed } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { client } from '../../src/targets/client.ts'
import type { Figures } from './figures.ts'
import { measured, median } from './measured.ts'
import { slopeOf } from './slope.ts'
import { steady } from './steady.ts'
import { playOnStub, steadyAnswers } from './stub.ts'

const sizes = [1_000, 3_000, 10_000, 30_000, 100_000]
/** Of the small sizes more runs are made, so that each point is read off as much work. */
const attemptsPerPoint = 60_000

/** How cost grows with attempts: of the whole, of our client alone, of the judge. */
export async function growth(figures: Figures): Promise<void> {
  figures.title(
    `cost as attempts grow, ${sizes.map((size) => `${size / 1000}k`).join(', ')} of them (a steady day: one exchange in ten fails)`,
  )
  const answers = await steadyAnswers()
  const whole: [number, number][] = []
  const own: [number, number][] = []
  const judged: [number, number][] = []
  // The first one warms up.
  for (const size of [3_000, ...sizes]) {
    const scenario = steady(size)
    const plan = { target: client, scenario, seed: 1 }
    const rounds = Math.max(1, Math.round(attemptsPerPoint / size))
    const costs = { whole: [] as number[], own: [] as number[], judged: [] as number[] }
    let attempts = 0
    for (let round = 0; round < rounds; round += 1) {
      const alone = await measured(() => playOnStub(scenario, answers))
      const { value: played, cpuMs } = await measured(() => virtual.play(plan))
      const judging = await measured(() => judgePlayed(plan, played))
      attempts = played.history.events.filter(({ type }) => type === 'exchange-started').length
      costs.own.push((alone.cpuMs / alone.value) * attempts)
      costs.whole.push(cpuMs)
      costs.judged.push(judging.cpuMs)
    }
    own.push([attempts, median(costs.own)])
    whole.push([attempts, median(costs.whole)])
    judged.push([attempts, median(costs.judged)])
  }
  const [all, ownOnly, judge] = [whole, own, judged].map((points) => slopeOf(points.slice(1)))
  figures.print('whole: slope', all!.perX * 1000, 'µs per attempt', { more: growthOf(all!) })
  figures.print('our client alone, on a stub: slope', ownOnly!.perX * 1000, 'µs per attempt', {
    more: growthOf(ownOnly!),
  })
  figures.print('beyond the client’s own', (all!.perX - ownOnly!.perX) * 1000, 'µs per attempt', {
    owed: { atMost: 20, goal: 10 },
  })
  figures.print('judging: slope', judge!.perX * 1000, 'µs per attempt', { more: growthOf(judge!) })
  figures.print('exponent of the whole (1 is linear)', all!.exponent, '', { owed: { atMost: 1.1 } })
  figures.print('exponent of judging', judge!.exponent, '', { owed: { atMost: 1.1 } })
}

function growthOf({ exponent, worstResidual }: { exponent: number; worstResidual: number }): string {
  return `, grows with attempts^${exponent.toFixed(3)}, at most ${(worstResidual * 100).toFixed(0)} % off the line`
}
