// Rounds of several clients in turn, on tinybench: it keeps the samples and their statistics.
import { setFlagsFromString, getHeapStatistics } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Bench, type FnReturnedObject, type Statistics } from 'tinybench'
import { answerText } from './microAnswer.ts'

export interface Round {
  /** Of the whole process, per request; garbage collection and compilation are in it. */
  readonly cpuMicroseconds: number
  readonly requestsPerSecond: number
  /** On the JavaScript heap, per request. */
  readonly allocatedBytes: number
}

export interface Measured {
  readonly name: string
  readonly cpuMicroseconds: Pick<Statistics, 'p50' | 'mad'>
  readonly rounds: readonly Round[]
}

interface Act {
  readonly name: string
  /** One request; resolves with the text of its answer. */
  readonly act: () => Promise<string>
}

interface ComparisonPlan {
  readonly rounds: number
  /** A round is as many requests as take about so long. */
  readonly roundCpuMs: number
  readonly warmUpCpuMs: number
  readonly concurrency: number
}

setFlagsFromString('--expose-gc')
export const collectGarbage = runInNewContext('gc') as () => void

export const median = (samples: readonly number[]): number =>
  samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]!

/**
 * One round of each, then the next of each. The tasks of one tinybench run side by side, and a baton goes round: what
 * else the machine does meets all alike. tinybench's sample is the CPU of a request, not its time.
 */
export async function comparison(acts: readonly Act[], plan: ComparisonPlan): Promise<Measured[]> {
  const bench = new Bench({ concurrency: 'bench', iterations: plan.rounds, time: 0, warmup: false, throws: true })
  const baton = new Baton(acts.length)
  const rounds = new Map<string, Round[]>()
  for (const [place, { name, act }] of acts.entries()) {
    const requests = await warmUp(act, plan)
    const played: Round[] = []
    rounds.set(name, played)
    const play = async (): Promise<FnReturnedObject> => {
      await baton.take(place)
      // Nobody pays for what another left behind.
      if (acts.length > 1) collectGarbage()
      const round = await playRound(act, requests, plan.concurrency)
      played.push(round)
      baton.pass()
      return { overriddenDuration: round.cpuMicroseconds }
    }
    bench.add(name, play, { async: true })
  }
  const tasks = await bench.run()
  return tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`${name} was not measured: ${result.state}`)
    return { name, cpuMicroseconds: result.latency, rounds: rounds.get(name)! }
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
async function warmUp(act: Act['act'], { warmUpCpuMs, roundCpuMs, concurrency }: ComparisonPlan): Promise<number> {
  const inOneGo = 4 * concurrency
  let cpuMs = 0
  let cpuMicroseconds = 0
  while (cpuMs < warmUpCpuMs) {
    ;({ cpuMicroseconds } = await playRound(act, inOneGo, concurrency))
    cpuMs += (cpuMicroseconds * inOneGo) / 1000
  }
  return Math.max(1, Math.round((roundCpuMs * 1000) / cpuMicroseconds / concurrency)) * concurrency
}

async function playRound(act: Act['act'], requests: number, concurrency: number): Promise<Round> {
  let left = requests
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const text = await act()
      if (text !== answerText) throw new Error(`a client read something else: ${JSON.stringify(text.slice(0, 100))}`)
    }
  }
  const startedAtMs = performance.now()
  const allocatedBefore = allocatedBytes()
  const cpuBefore = process.cpuUsage()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    cpuMicroseconds: (user + system) / requests,
    requestsPerSecond: requests / ((performance.now() - startedAtMs) / 1000),
    allocatedBytes: (allocatedBytes() - allocatedBefore) / requests,
  }
}

/** Ever allocated on this heap; Node counts it from version 25 on. */
function allocatedBytes(): number {
  return (getHeapStatistics() as { total_allocated_bytes?: number }).total_allocated_bytes ?? NaN
}
