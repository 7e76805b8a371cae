// One run of the load generator against the server of known delays, and what its records say.
import type { CallSample } from '../src/bench/sample.ts'
import { noiseOf, type Noise } from '../src/bench/validity.ts'
import type { BenchPlan } from '../src/harness/bench/benchPlan.ts'
import { driveLoad } from '../src/harness/bench/driveLoad.ts'
import { openOurClient } from '../src/harness/bench/ourClient.ts'
import { SocketClient } from '../src/harness/bench/socketClient.ts'
import type { LoadSpec } from '../src/load/index.ts'
import { createRandom, EventLoopMeter, RealClock, UndiciTransport } from '../src/runtime/index.ts'
import { monotonicMs } from './meterServer.ts'

export interface MeterRun {
  readonly samples: readonly CallSample[]
  /** On the clock that all processes share, when the run's own time line began. */
  readonly originMs: number
  readonly startLagP99Ms: number
  readonly loopLagP99Ms: number
  readonly cpuWait: number | null
  readonly noise: Noise
  readonly latencies: readonly number[]
}

export function meterPlan(load: LoadSpec, warmUpMs = 0): BenchPlan {
  return {
    schema: 'brownout/bench-plan/1',
    seed: 1,
    world: 'loopback',
    baseURL: null,
    models: [{ id: 'meter', price: { input: '0.42', output: '0.42' }, pricedOn: '2026-05' }],
    fallback: false,
    workload: {
      name: 'meter',
      prompts: [[{ role: 'user', content: 'How late is it?' }]],
      maxTokens: 16,
      stream: false,
      cache: 'allow',
    },
    load,
    maxCalls: null,
    maxDurationMs: null,
    warmUpMs,
    maxInFlight: 4_000,
    deadlineMs: 60_000,
    scenario: null,
    maxCostUsd: null,
  }
}

/**
 * Plays the load. `bare`: nothing but sockets, so that all that is added is the meter's own; `ours`: through our client, whose
 * work is a part of what its users wait for. `busy` is called every 50 ms, to keep this very process from its work.
 */
export async function meterRun(
  plan: BenchPlan,
  port: number,
  delayMs: number,
  whose: 'bare' | 'ours' = 'bare',
  busy?: () => void,
): Promise<MeterRun> {
  const clock = new RealClock()
  const transport = new UndiciTransport({ loopbackOnly: true })
  const baseURL = `http://127.0.0.1:${port}/${delayMs}/v1`
  const endpoints = [{ model: 'meter', baseURL, apiKey: 'sk-meter' }]
  const client =
    whose === 'bare'
      ? new SocketClient({ baseURL, apiKey: 'sk-meter', clock, maxConnections: plan.maxInFlight })
      : openOurClient({ plan, endpoints, clock, random: createRandom(1), transport })
  const meter = new EventLoopMeter()
  const samples: CallSample[] = []
  let loopLagP99Ms = 0
  const cpuWaits: number[] = []
  const hindrance = busy === undefined ? undefined : setInterval(busy, 50)
  const originMs = monotonicMs()
  await driveLoad({
    plan,
    client,
    clock,
    meter,
    sink: {
      add: (record) => {
        if (record.type === 'sample' && record.warmUp !== true) samples.push(record)
        if (record.type !== 'meter') return
        loopLagP99Ms = Math.max(loopLagP99Ms, record.loopLagMs.p99)
        if (typeof record.cpuWait === 'number') cpuWaits.push(record.cpuWait)
      },
    },
  })
  clearInterval(hindrance)
  meter.stop()
  await client.close()
  await transport.close()
  const latencies = samples.map(({ dueMs, endedMs, outcome }) => {
    if (outcome !== 'ok-first-try') throw new Error(`a call of the meter came to ${outcome}`)
    return endedMs! - dueMs
  })
  const lags = samples.map(({ dueMs, startedMs }) => startedMs! - dueMs)
  const startLagP99Ms = quantile(lags, 0.99)
  const cpuWait = cpuWaits.length === 0 ? null : quantile(cpuWaits, 0.5)
  const noise = noiseOf({ latencyP50Ms: quantile(latencies, 0.5), startLagP99Ms, loopLagP99Ms, cpuWait })
  return { samples, originMs, startLagP99Ms, loopLagP99Ms, cpuWait, noise, latencies }
}

/** The nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}
