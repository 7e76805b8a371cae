import crypto from 'node:crypto'
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import type { MemoryNetwork } from '../memory/memoryNetwork.ts'
import type { RandomStream } from '../random.ts'
import { patchedChance } from './chance.ts'
import { codecPatches } from './compression.ts'
import { heartbeatPatches } from './heartbeats.ts'
import type { Patch } from './patches.ts'
import { socketPatches } from './sockets.ts'
import { streamLimitPatches } from './streamLimits.ts'
import { patchedPromises, patchedTimers, patchedWait, signalAfter } from './timers.ts'
import { patchedWall } from './wall.ts'

/** Everything by which a program in this process reaches time, chance and the network. */
export function processPatches(network: MemoryNetwork, random: RandomStream): Patch[] {
  const chance = patchedChance(random)
  return [
    ...[globalThis, timers].flatMap((owner) =>
      Object.entries(patchedTimers).map(([name, value]): Patch => [owner, name, value]),
    ),
    ...Object.entries(patchedPromises).map(([name, value]): Patch => [timersPromises, name, value]),
    [timersPromises.scheduler, 'wait', patchedWait],
    [AbortSignal, 'timeout', signalAfter],
    [globalThis, 'Date', patchedWall.Date],
    [performance, 'now', patchedWall.performanceNow],
    [process, 'hrtime', patchedWall.hrtime],
    [process, 'uptime', patchedWall.uptime],
    [Math, 'random', chance.random],
    [crypto, 'randomUUID', chance.uuid],
    [crypto, 'randomBytes', chance.bytes],
    [crypto, 'randomFillSync', chance.fill],
    [globalThis.crypto, 'randomUUID', chance.uuid],
    [globalThis.crypto, 'getRandomValues', chance.fill],
    ...codecPatches,
    ...heartbeatPatches,
    ...streamLimitPatches(),
    ...socketPatches(network),
  ]
}
