// One long run in a process of its own, so that its peak is its own.
import { judgePlayed } from '../../src/harness/judgeRun.ts'
import { virtual } from '../../src/harness/worlds/index.ts'
import { client } from '../../src/targets/client.ts'
import { collectGarbage } from '../collectGarbage.ts'
import type { HourAnswer } from './hour.ts'
import { measured } from './measured.ts'
import { steady } from './steady.ts'

const sampleMs = 5

async function play(attempts: number): Promise<HourAnswer> {
  collectGarbage()
  const { heapUsed: baseHeap, rss: baseResidentBytes } = process.memoryUsage()
  let peakHeapBytes = 0
  const look = setInterval(() => (peakHeapBytes = Math.max(peakHeapBytes, process.memoryUsage().heapUsed)), sampleMs)
  const plan = { target: client, scenario: steady(attempts), seed: 1 }
  const { value: played, cpuMs } = await measured(() => virtual.play(plan))
  clearInterval(look)
  const peakResidentBytes = process.resourceUsage().maxRSS * 1024
  collectGarbage()
  const heldBytes = process.memoryUsage().heapUsed - baseHeap
  const { cpuMs: judgeCpuMs } = await measured(() => judgePlayed(plan, played))
  const exchanges = played.history.events.filter(({ type }) => type === 'exchange-started').length
  const { elapsedMs } = played
  return {
    attempts: exchanges,
    elapsedMs,
    cpuMs,
    judgeCpuMs,
    peakHeapBytes,
    peakResidentBytes,
    baseResidentBytes,
    heldBytes,
  }
}

process.on('message', ({ attempts }: { attempts: number }) => {
  void play(attempts).then((answer) => process.send!(answer))
})
