import { createRequire } from 'node:module'
import type { Clock } from '../clock.ts'
import { MemoryNetwork } from '../memory/memoryNetwork.ts'
import { takeProcessTime } from '../processTime.ts'
import type { RandomStream } from '../random.ts'
import { VirtualClock } from '../virtualClock.ts'
import { freshDispatchers } from './dispatchers.ts'
import { beatReally, beatVirtually, heartbeatsKnown, isHeartbeat } from './heartbeats.ts'
import { LentTimeout } from './lentTimeout.ts'
import { putIn } from './patches.ts'
import { isFound, prewarm } from './prewarm.ts'
import { processPatches } from './processPatches.ts'
import { isSettled, realTimers } from './settled.ts'
import { lendClock } from './timeLent.ts'

/** What a program that knows nothing of a run is given instead of this process's own. */
export interface Lent {
  readonly clock: Clock
  readonly network: MemoryNetwork
  readonly random: RandomStream
}

/** undici's own way back to the start, in the copy that is installed beside us. */
const undiciTimers = createRequire(import.meta.url)('undici/lib/util/timers.js') as { reset(): void }

/** Time stands still for whoever set a timer of this machine: nothing that it did can be held against it. */
export class RealTimeUsed extends Error {
  override readonly name = 'RealTimeUsed'
}

let isPrewarmed = false

/**
 * Runs `main` while every program in this process lives by the lent clock, chance and network: its timers, dates and sockets
 * are not this machine's. Puts everything back afterwards, also after a throw. Rejects with `ProcessInUse` if another such
 * run is under way, or one in real time,
 * with `RealTimeUsed` if `main` got at a timer that no clock drives.
 */
export async function inPatchedProcess<Result>(lent: Lent, main: () => Promise<Result>): Promise<Result> {
  const giveBack = takeProcessTime()
  try {
    if (!isPrewarmed) await findHeartbeat()
    isPrewarmed = true
    return await patched(lent, main)
  } finally {
    giveBack()
  }
}

async function patched<Result>({ clock, network, random }: Lent, main: () => Promise<Result>): Promise<Result> {
  undiciTimers.reset()
  const putBack = putIn(processPatches(network, random))
  lendClock(clock)
  beatVirtually()
  const closeDispatchers = freshDispatchers()
  const timersBefore = realTimers()
  try {
    const result = await main()
    if (realTimers() > timersBefore)
      throw new RealTimeUsed(
        'it set a timer of this machine, by a setTimeout that it took aside: play it on real sockets',
      )
    return result
  } finally {
    network.closeNearEnds()
    const closed = closeDispatchers()
    undiciTimers.reset()
    LentTimeout.closeAll(isHeartbeat)
    lendClock(undefined)
    beatReally()
    putBack()
    await closed
  }
}

/** `fetch` is asked for a place that does not exist until the timer shows itself by which it counts its time limits. */
async function findHeartbeat(): Promise<void> {
  await prewarm()
  const found = await isFound(async () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork(clock, () => {})
    const ask = () => fetch(`http://127.0.0.1:${network.freePort()}`).catch(() => {})
    await patched({ clock, network, random: Math.random }, () =>
      clock.run(ask, (own) => !network.isBusy && isSettled(own)),
    )
    return heartbeatsKnown() > 0
  })
  if (!found)
    throw new RealTimeUsed(
      `the fetch of Node ${process.versions.node} counts its time limits by an unknown timer: play it on real sockets`,
    )
}
