import { RealClock } from '../../runtime/index.ts'
import { startPlayingThread } from '../playingThread.ts'
import { siblingModule } from '../siblingModule.ts'
import type { Address } from './address.ts'
import type { Hand } from './hand.ts'
import { beganCell, numberCell, type ThreadAnswer, type ThreadOrder, type ThreadSetup } from './thread.ts'

const usualHangMs = 10_000

export interface PoolOptions {
  readonly target: Address
  readonly own: readonly Address[]
  readonly workers: number
  readonly hangMs?: number | undefined
}

/** Threads that play, each watched: one whose case never ends is ended, and the next order gets a new one. */
export function threads({ target, own, workers, hangMs = usualHangMs }: PoolOptions): Hand[] {
  return Array.from({ length: workers }, () => threadHand(target, own, hangMs))
}

function threadHand(target: Address, own: readonly Address[], hangMs: number): Hand {
  let thread: Thread | undefined
  const order = async (given: ThreadOrder): Promise<ThreadAnswer | HungThread> => {
    thread ??= startThread(target, own, hangMs)
    const answer = await thread.obey(given)
    if ('hungAt' in answer) {
      await thread.end()
      thread = undefined
    }
    return answer
  }
  return {
    play: async (play) => {
      const answer = await order({ play })
      if ('hungAt' in answer) return { hungAt: answer.hungAt }
      if ('played' in answer) return answer.played
      throw unexpected(answer)
    },
    shrink: async (candidate) => {
      const answer = await order({ shrink: candidate })
      if ('hungAt' in answer) return undefined
      if ('shrunk' in answer) return answer.shrunk
      throw unexpected(answer)
    },
    close: async () => thread?.end(),
  }
}

function unexpected(answer: ThreadAnswer): Error {
  return new Error('failed' in answer ? answer.failed : 'a thread gave an answer to something else')
}

interface HungThread {
  /** The number of the case; -1 while shrinking. */
  readonly hungAt: number
}

interface Thread {
  obey(order: ThreadOrder): Promise<ThreadAnswer | HungThread>
  end(): Promise<void>
}

function startThread(target: Address, own: readonly Address[], hangMs: number): Thread {
  const progress = new SharedArrayBuffer(8)
  const cells = new Int32Array(progress)
  const setup: ThreadSetup = { target, own, progress }
  const worker = startPlayingThread(siblingModule('./worker.ts', import.meta.url), { workerData: setup })
  const clock = new RealClock()
  return {
    end: async () => void (await worker.terminate()),
    obey: (order) =>
      new Promise((resolve, reject) => {
        let watch = clock.timer(hangMs, () => {})
        const settle = (then: () => void) => {
          watch.cancel()
          worker.off('message', onMessage).off('error', onError).off('exit', onExit)
          then()
        }
        const onMessage = (answer: ThreadAnswer) => settle(() => resolve(answer))
        const onError = (error: Error) => settle(() => reject(error))
        const onExit = (code: number) => settle(() => reject(new Error(`a thread ended by itself, with code ${code}`)))
        const look = (before: number) => {
          watch.cancel()
          watch = clock.timer(hangMs, () => {
            const began = Atomics.load(cells, beganCell)
            // Before the first case the thread is still loading what it needs.
            if (began !== before || began === 0) look(began)
            else settle(() => resolve({ hungAt: Atomics.load(cells, numberCell) }))
          })
        }
        worker.on('message', onMessage).on('error', onError).on('exit', onExit)
        worker.postMessage(order)
        look(-1)
      }),
  }
}
