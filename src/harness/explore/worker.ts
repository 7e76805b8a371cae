import * as fc from 'fast-check'
import { parentPort, workerData } from 'node:worker_threads'
import { invariantAt, targetAt } from './address.ts'
import { playShard, type ShardStage } from './playShard.ts'
import { shrinkCandidate } from './shrinkCandidate.ts'
import { beganCell, numberCell, type ThreadAnswer, type ThreadOrder, type ThreadSetup } from './thread.ts'

// Thousands of errors are made a second, and nobody reads where: a case that is worth it is played again elsewhere.
Error.stackTraceLimit = 0

/** One case at a time, each on a virtual clock that runs on the turns of this thread's loop. */
const { target, own, progress } = workerData as ThreadSetup
const cells = new Int32Array(progress)

/** Ends the case that is being played. */
let fail: ((error: Error) => void) | undefined

// What a target throws where nobody waits for it is a finding about its case, not the end of the thread.
const onStray = (error: unknown) => fail?.(error instanceof Error ? error : new Error(String(error)))
process.on('uncaughtException', onStray)
process.on('unhandledRejection', onStray)

const stage: Promise<ShardStage> = (async () => ({
  fc,
  target: await targetAt(target),
  own: await Promise.all(own.map(invariantAt)),
  onCase: (end) => {
    fail = end
    Atomics.add(cells, beganCell, 1)
  },
  onNumber: (number) => Atomics.store(cells, numberCell, number),
}))()

parentPort!.on('message', (order: ThreadOrder) => {
  void obey(order).then(
    (answer) => tell(answer),
    (error: Error) => tell({ failed: error.stack ?? error.message }),
  )
})

async function obey(order: ThreadOrder): Promise<ThreadAnswer> {
  if ('play' in order) return { played: await playShard(order.play, await stage) }
  Atomics.store(cells, numberCell, -1)
  return { shrunk: await shrinkCandidate(order.shrink, await stage) }
}

function tell(answer: ThreadAnswer): void {
  parentPort!.postMessage(answer)
}
