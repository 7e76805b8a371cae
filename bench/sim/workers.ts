import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { startPlayingThread } from '../../src/harness/playingThread.ts'
import type { Figures } from './figures.ts'
import { measured, spread } from './measured.ts'
import type { SteadyShare } from './steadyWorker.ts'

const msPerRound = 400
const warmUpRounds = 12

/** Attempts per second of one thread, and of two at once: what they share costs the difference. */
export async function workers(figures: Figures, { rounds }: { rounds: number }): Promise<void> {
  const threads = [0, 1].map(() => startPlayingThread(new URL('./steadyWorker.ts', import.meta.url)))
  const play = async (worker: Worker) => {
    worker.postMessage(msPerRound)
    return ((await once(worker, 'message')) as [SteadyShare])[0]
  }
  const round = async (count: number) => {
    const { value, cpuMs } = await measured(() => Promise.all(threads.slice(0, count).map(play)))
    const sum = (pick: (share: SteadyShare) => number) => value.reduce((total, share) => total + pick(share), 0)
    return {
      perWall: sum(({ attempts, wallMs }) => attempts / wallMs) * 1000,
      perCpu: (sum(({ attempts }) => attempts) / cpuMs) * 1000,
    }
  }
  // Until V8 has compiled what there is to compile: its own threads do that, on the same cores.
  for (let index = 0; index < warmUpRounds; index += 1) await round(2)
  const one: { perWall: number; perCpu: number }[] = []
  const two: typeof one = []
  for (let index = 0; index < rounds; index += 1) {
    one.push(await round(1))
    two.push(await round(2))
  }
  await Promise.all(threads.map((worker) => worker.terminate()))
  figures.title(`attempts per second on one thread and on two, ${rounds} rounds in turn of ${msPerRound} ms each`)
  const of = (pick: (index: number) => number) => spread(one.map((_, index) => pick(index))).median
  figures.print(
    'one thread: attempts per CPU second',
    of((index) => one[index]!.perCpu),
    '',
  )
  figures.print(
    'two threads: attempts per CPU second',
    of((index) => two[index]!.perCpu),
    '',
  )
  figures.print(
    'one thread: attempts per wall second',
    of((index) => one[index]!.perWall),
    '',
  )
  figures.print(
    'two threads: attempts per wall second',
    of((index) => two[index]!.perWall),
    '',
  )
  const ratio = spread(one.map(({ perWall }, index) => two[index]!.perWall / perWall))
  figures.print('two threads against one', ratio.median, 'times', {
    owed: { atLeast: 1.7 },
    more: `± ${ratio.deviation.toFixed(2)}`,
  })
}
