import { once } from 'node:events'
import { startPlayingThread } from '../../src/harness/playingThread.ts'
import type { SteadyShare } from './steadyWorker.ts'

/** What the threads of one process got through together. */
export interface Window {
  readonly perWallSecond: number
  readonly perCpuSecond: number
}

// A process with so many threads. For each number of ms that it is told, all of them play for so long.
const threads = Array.from({ length: Number(process.argv[2]) }, () =>
  startPlayingThread(new URL('./steadyWorker.ts', import.meta.url)),
)

process.on('message', ({ forMs }: { forMs: number }) => void playFor(forMs).then((window) => process.send!(window)))

process.on('disconnect', () => {
  for (const thread of threads) void thread.terminate()
})

async function playFor(forMs: number): Promise<Window> {
  const before = process.cpuUsage()
  const shares = await Promise.all(
    threads.map(async (thread) => {
      thread.postMessage(forMs)
      return ((await once(thread, 'message')) as [SteadyShare])[0]
    }),
  )
  const { user, system } = process.cpuUsage(before)
  const sum = (pick: (share: SteadyShare) => number) => shares.reduce((total, share) => total + pick(share), 0)
  return {
    perWallSecond: sum(({ attempts, wallMs }) => attempts / wallMs) * 1000,
    perCpuSecond: (sum(({ attempts }) => attempts) / (user + system)) * 1e6,
  }
}
