// A thousand streams at once for a minute: does every token come, does it come when it was planned, and does memory stay?
import { setTimeout as sleep } from 'node:timers/promises'
import { Child } from './child.ts'
import { quantilesOf, type LatenessFigures } from './lateness.ts'
import { gapMs } from './streamsPlan.ts'
import type { ReadFigures, ReadOrder } from './streamsReaders.ts'
import type { ServerFigures } from './streamsServer.ts'

const owedP99Ms = 5
/** A machine on which a process that does nothing is later than this at its 99th percentile has other things to do. */
const idleP99Ms = 2
const mostGrowthMb = 5
const beginWithinMs = 2_000
/** Memory is looked at first when all streams have been going for a while, and last shortly before they end. */
const firstLookMs = (durationMs: number) => Math.max(beginWithinMs + 1_000, durationMs / 6)

/** Prints what it finds; false if a token was lost, came too late while the machine was idle, or memory grew. */
export async function measureStreams({
  streams,
  durationMs,
}: {
  streams: number
  durationMs: number
}): Promise<boolean> {
  const server = new Child('./streamsServer.ts')
  const readers = new Child('./streamsReaders.ts')
  const idle = new Child('./streamsIdle.ts')
  const port = await server.ask<number>({ durationMs })
  const startedAtMs = performance.now()
  const order: ReadOrder = { port, streams, beginWithinMs, patienceMs: durationMs + beginWithinMs + 5_000 }
  const reading = readers.ask<ReadFigures>(order)
  await sleep(firstLookMs(durationMs))
  const early = await server.ask<ServerFigures>({})
  const betweenMs = durationMs - 500 - (performance.now() - startedAtMs)
  await sleep(betweenMs)
  const late = await server.ask<ServerFigures>({})
  const read = await reading
  const elapsedMs = performance.now() - startedAtMs
  await sleep(100)
  const after = await server.ask<ServerFigures>({})
  const machine = await idle.ask<LatenessFigures>({})
  for (const child of [server, readers, idle]) await child.end()

  const stops = [early.stoodStill, late.stoodStill]
  const counted = read.late
    .filter((_, index) => !stops.some(([from, to]) => isWithin(read.planned[index]!, from, to)))
    .map((microseconds) => microseconds / 1000)
  const tokens = quantilesOf(counted)
  const earliestMs = counted.reduce((least, lateMs) => Math.min(least, lateMs), Infinity)
  const growthMb = late.heapMb - early.heapMb
  const isIdle = machine.p99 <= idleP99Ms
  const lost = streams - read.finishedStreams
  const share = (cpuMicroseconds: number) => `${(cpuMicroseconds / 10 / elapsedMs).toFixed(0)} %`

  console.log(
    `\n${streams} streams for ${durationMs / 1000} s, a token every ${gapMs.join('-')} ms, planned from the stream’s start`,
  )
  const rows = {
    'streams lost': `${lost}   (broken off: ${read.brokenStreams}; ${read.late.length} tokens came)`,
    'tokens late': `${inMs(tokens)}; earliest ${earliestMs.toFixed(1)} ms   (owed p99 <= ${owedP99Ms} ms)`,
    'timers late': `${inMs(machine)} in a process that does nothing: the machine was ${isIdle ? 'idle' : 'busy'}`,
    '…against those': `${(tokens.p99 / machine.p99).toFixed(1)}x at p99`,
    '…in the server': inMs(late.lateness),
    '…in the meter': inMs(read.lateness),
    'heap after gc': `${early.heapMb.toFixed(1)} MB, then ${late.heapMb.toFixed(1)} MB   (owed growth < ${mostGrowthMb} MB)`,
    '…after all': `${after.heapMb.toFixed(1)} MB, ${after.openSockets} sockets, ${after.openTimers} timers`,
    resident: `${early.rssMb.toFixed(0)} MB, then ${late.rssMb.toFixed(0)} MB`,
    CPU: `${share(after.cpuMicroseconds)} of a core in the server, ${share(read.cpuMicroseconds)} in the meter`,
  }
  for (const [name, found] of Object.entries(rows)) console.log(`  ${name.padEnd(16)} ${found}`)
  const inTime = tokens.p99 <= owedP99Ms || !isIdle
  const held = lost === 0 && inTime && growthMb < mostGrowthMb && after.openSockets === 0 && after.openTimers === 0
  console.log(held ? (isIdle ? 'held' : 'held, as far as a busy machine can tell') : 'not held')
  const serverCpuShare = after.cpuMicroseconds / 1000 / elapsedMs
  const heapMb = [early.heapMb, late.heapMb]
  const rssMb = [early.rssMb, late.rssMb]
  console.log(JSON.stringify({ streams, durationMs, lost, tokens, machine, heapMb, rssMb, serverCpuShare }))
  return held
}

function isWithin(planned: number, from: number, to: number): boolean {
  // What stood in line behind the stop is late because of it too.
  return planned >= from - 1000 && planned <= to + 20_000
}

function inMs({ p50, p99, max }: LatenessFigures): string {
  return `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms`
}
