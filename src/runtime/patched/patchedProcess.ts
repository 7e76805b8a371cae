import { createRequire } from 'node:module'
import type { Clock } from '../clock.ts'
import { MemoryNetwork } from '../memory/memoryNetwork.ts'
import type { RandomStream } from '../random.ts'
import { VirtualClock } from '../virtualClock.ts'
import { freshDispatchers } from './dispatchers.ts'
import { beatReally, beatVirtually, heartbeatsKnown, isHeartbeat } from './heartbeats.ts'
import { LentTimeout } from './lentTimeout.ts'
import { putIn } from './patches.ts'
import { prewarm, untilFound } from './prewarm.ts'
import { processPatches } from './processPatches.ts'
import { isSettled } from './settled.ts'
import { lendClock } from './timeLent.ts'

/** What a program that knows nothing of a run is given instead of this process's own. */
export interface Lent {
  readonly clock: Clock
  readonly network: MemoryNetwork
  readonly random: RandomStream
}

/** Another run has this process's time: two at once would read each other's clock. */
export class ProcessInUse extends Error {
  override readonly name = 'ProcessInUse'
}

/** undici's own way back to the start, in the copy that is installed beside us. */
const undiciTimers = createRequire(import.meta.url)('undici/lib/util/timers.js') as { reset(): void }

let isPrewarmed = false
let isTaken = false

/**
 * Runs `main` while every program in this process lives by the lent clock, chance and network: its timers, dates and sockets
 * are not this machine's. Puts everything back afterwards, also after a throw. Rejects with `ProcessInUse` if another such
 * run is under way.
 */
export async function inPatchedProcess<Result>(lent: Lent, main: () => Promise<Result>): Promise<Result> {
  if (isTaken) throw new ProcessInUse('another run has the time of this process: play one after the other')
  isTaken = true
  try {
    if (!isPrewarmed) await findHeartbeat()
    isPrewarmed = true
    return await patched(lent, main)
  } finally {
    isTaken = false
  }
}

async function patched<Result>({ clock, network, random }: Lent, main: () => Promise<Result>): Promise<Result> {
  undiciTimers.reset()
  const putBack = putIn(processPatches(network, random))
  lendClock(clock)
  beatVirtually()
  const closeDispatchers = freshDispatchers()
  try {
    return await main()
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
  await untilFound(async () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork(clock, () => {})
    const ask = () => fetch(`http://127.0.0.1:${network.freePort()}`).catch(() => {})
    await patched({ clock, network, random: Math.random }, () =>
      clock.run(ask, (own) => !network.isBusy && isSettled(own)),
    )
    return heartbeatsKnown() > 0
  })
}
