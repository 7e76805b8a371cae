// Rounds of several clients in turn, on tinybench: it keeps the samples and their statistics.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Bench, type FnReturnedObject, type Statistics } from 'tinybench'
import type { Round, RoundOrder } from './microWorker.ts'

export interface Measured {
  readonly name: string
  readonly cpuMicroseconds: Pick<Statistics, 'p50' | 'mad'>
  readonly rounds: readonly Round[]
  readonly requestsPerRound: number
}

export interface ComparisonPlan extends Omit<RoundOrder, 'requests'> {
  readonly rounds: number
  /** A round is as many requests as take about so long. */
  readonly roundCpuMs: number
  readonly warmUpCpuMs: number
}

export const median = (samples: readonly number[]): number =>
  samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]!

/** A client in its own process. */
export class Worker {
  readonly name: string
  readonly #process: ChildProcess

  constructor(name: string) {
    this.name = name
    this.#process = fork(new URL('./microWorker.ts', import.meta.url), [name])
    this.#process.on('exit', (code) => {
      if (code !== 0) process.exit(1)
    })
  }

  play(order: RoundOrder): Promise<Round> {
    return this.#ask(order)
  }

  /** After a full collection. */
  heapBytes(): Promise<number> {
    return this.#ask('heap')
  }

  async end(): Promise<void> {
    const exit = once(this.#process, 'exit')
    this.#process.disconnect()
    await exit
  }

  async #ask<Answer>(order: RoundOrder | 'heap'): Promise<Answer> {
    const answer = once(this.#process, 'message') as Promise<[Answer]>
    this.#process.send(order)
    return (await answer)[0]
  }
}

/**
 * One round of each, then the next of each. The tasks of one tinybench run side by side, and a baton goes round: what
 * else the machine does meets all alike. tinybench's sample is the CPU of a request, not its time.
 */
export async function comparison(workers: readonly Worker[], plan: ComparisonPlan): Promise<Measured[]> {
  const bench = new Bench({ concurrency: 'bench', iterations: plan.rounds, time: 0, warmup: false, throws: true })
  const baton = new Baton(workers.length)
  const taken = new Map<string, Omit<Measured, 'cpuMicroseconds'>>()
  for (const [place, worker] of workers.entries()) {
    const requests = await warmUp(worker, plan)
    const rounds: Round[] = []
    taken.set(worker.name, { name: worker.name, rounds, requestsPerRound: requests })
    const play = async (): Promise<FnReturnedObject> => {
      await baton.take(place)
      const round = await worker.play({ ...plan, requests })
      rounds.push(round)
      baton.pass()
      return { overriddenDuration: round.cpuMicroseconds }
    }
    bench.add(worker.name, play, { async: true })
  }
  const tasks = await bench.run()
  return tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`${name} was not measured: ${result.state}`)
    return { ...taken.get(name)!, cpuMicroseconds: result.latency }
  })
}

/** Goes from place to place. */
class Baton {
  readonly #places: number
  readonly #waiting = new Map<number, () => void>()
  #at = 0

  constructor(places: number) {
    this.#places = places
  }

  async take(place: number): Promise<void> {
    if (place !== this.#at) await new Promise<void>((resolve) => this.#waiting.set(place, resolve))
  }

  pass(): void {
    this.#at = (this.#at + 1) % this.#places
    this.#waiting.get(this.#at)?.()
    this.#waiting.delete(this.#at)
  }
}

/** Until the code is compiled as well as it will be; returns how many requests make a round. */
async function warmUp(worker: Worker, plan: ComparisonPlan): Promise<number> {
  const requests = 4 * plan.concurrency
  let cpuMs = 0
  let cpuMicroseconds = 0
  while (cpuMs < plan.warmUpCpuMs) {
    ;({ cpuMicroseconds } = await worker.play({ ...plan, requests }))
    cpuMs += (cpuMicroseconds * requests) / 1000
  }
  return Math.max(1, Math.round((plan.roundCpuMs * 1000) / cpuMicroseconds / plan.concurrency)) * plan.concurrency
}
