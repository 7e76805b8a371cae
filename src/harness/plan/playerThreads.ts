import type { Worker } from 'node:worker_threads'
import { startPlayingThread } from '../playingThread.ts'
import { siblingModule } from '../siblingModule.ts'
import type { PlayerAnswer } from './player.ts'
import type { Simulation, Trial } from './simulate.ts'

interface Order {
  readonly simulation: Simulation
  readonly step: string
  readonly resolve: (trial: Trial) => void
  readonly reject: (error: Error) => void
}

/** Threads that play simulations, the first ones first. A thread is started when there is something for it to play. */
export class PlayerThreads {
  readonly #most: number
  readonly #onStep: (step: string) => void
  readonly #orders: Order[] = []
  readonly #idle: Worker[] = []
  readonly #all = new Set<Worker>()

  constructor(most: number, onStep: (step: string) => void) {
    this.#most = most
    this.#onStep = onStep
  }

  readonly play = (simulation: Simulation, step: string): Promise<Trial> =>
    new Promise((resolve, reject) => {
      this.#orders.push({ simulation, step, resolve, reject })
      this.#goOn()
    })

  async close(): Promise<void> {
    this.#orders.length = 0
    await Promise.all(Array.from(this.#all, (worker) => worker.terminate()))
  }

  #goOn(): void {
    while (this.#orders.length > 0) {
      const worker = this.#idle.pop() ?? (this.#all.size < this.#most ? this.#start() : undefined)
      if (worker === undefined) return
      this.#give(worker, this.#orders.shift()!)
    }
  }

  #start(): Worker {
    const worker = startPlayingThread(siblingModule('./player.ts', import.meta.url))
    this.#all.add(worker)
    return worker
  }

  #give(worker: Worker, { simulation, step, resolve, reject }: Order): void {
    const settle = (then: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      then()
      this.#goOn()
    }
    const lost = (error: Error) => {
      this.#all.delete(worker)
      settle(() => reject(error))
    }
    const onMessage = (answer: PlayerAnswer) => {
      this.#idle.push(worker)
      settle(() => ('failed' in answer ? reject(new Error(answer.failed)) : resolve(answer)))
    }
    const onError = (error: Error) => lost(error)
    const onExit = (code: number) => lost(new Error(`a thread ended by itself, with code ${code}`))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    this.#onStep(step)
    worker.postMessage(simulation)
  }
}
