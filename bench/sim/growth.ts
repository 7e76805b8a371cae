import { once } from 'node:events'
import { startPlayingThread } from '../../src/harness/playingThread.ts'
import type { Figures } from './figures.ts'
import { slopeOf } from './slope.ts'

const sizes = [1_000, 3_000, 10_000, 30_000, 100_000]

type Points = readonly (readonly [attempts: number, cpuMs: number])[]

/** CPU over attempts: of the whole, of our client on a stub, of the judge. */
export interface GrowthPoints {
  readonly whole: Points
  readonly own: Points
  readonly judged: Points
}

/** How cost grows with attempts: of the whole, of our client alone, of the judge; in a thread as explorations and plans have them. */
export async function growth(figures: Figures): Promise<void> {
  figures.title(
    `cost as attempts grow, ${sizes.map((size) => `${size / 1000}k`).join(', ')} of them (a steady day: one exchange in ten fails)`,
  )
  const thread = startPlayingThread(new URL('./growthWorker.ts', import.meta.url))
  // The first one warms up.
  thread.postMessage([3_000, ...sizes])
  const [{ whole, own, judged }] = (await once(thread, 'message')) as [GrowthPoints]
  await thread.terminate()
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
