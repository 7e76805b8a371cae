import { SampleTable } from '../../src/bench/metrics/sampleTable.ts'
import type { CallSample } from '../../src/bench/sample.ts'
import { createRandom } from '../../src/runtime/index.ts'
import { autoregressive, normals } from './simulated.ts'

export interface SimulatedRun {
  readonly seed: number
  /** Of one comparison: the same prompts. */
  readonly pair: number
  readonly side: 'before' | 'after'
  readonly callsPerSeries: number
  /** By how much one series is slower: 1.2 is 20 %. */
  readonly slowdown: number
}

export const seriesNames = ['deepseek-chat', 'moonshot-v1-8k', 'gpt-4.1'] as const
/** Logarithms: what prompts differ by, what answers to the same prompt do, and weather that lasts some ten calls. */
const spread = { prompt: 0.7, noise: 0.25, weather: 0.1, weatherLasts: 0.9 }

/** Calls of three models as a benchmark records them: lognormal, with weather, 1 % failures and 5 % retries. */
export function simulatedRun({ seed, pair, side, callsPerSeries, slowdown }: SimulatedRun): SampleTable {
  const table = new SampleTable()
  const prompts = normals(seed, pair, 'prompts')
  const noise = normals(seed, pair, side, 'noise')
  const chance = createRandom(seed).stream(pair, side, 'chance')
  const weather = autoregressive(callsPerSeries, spread.weatherLasts, normals(seed, pair, side, 'weather'))
  for (let turn = 0; turn < callsPerSeries; turn += 1) {
    const prompt = spread.prompt * prompts() + spread.weather * weather[turn]!
    for (const [index, series] of seriesNames.entries()) {
      const slower = index === 0 ? slowdown : 1
      const call = turn * seriesNames.length + index
      const isFailed = chance() < 0.01
      const isRetried = chance() < 0.05
      const totalMs = slower * 800 * Math.exp(prompt + spread.noise * noise())
      const ttftMs = slower * 200 * Math.exp(prompt / 2 + spread.noise * noise())
      table.add(sampleOf(call, series, totalMs, Math.min(ttftMs, totalMs), isFailed, isRetried))
    }
  }
  return table
}

function sampleOf(
  call: number,
  series: string,
  totalMs: number,
  ttftMs: number,
  isFailed: boolean,
  isRetried: boolean,
): CallSample {
  const dueMs = call * 10
  return {
    type: 'sample',
    call,
    series,
    pair: call,
    prompt: call,
    dueMs,
    startedMs: dueMs,
    firstTokenMs: isFailed ? null : dueMs + ttftMs,
    endedMs: dueMs + totalMs,
    connectMs: 0,
    waitedMs: 0,
    outcome: isFailed ? 'failed' : isRetried ? 'ok-after-retry' : 'ok-first-try',
    model: isFailed ? null : series,
    errorClass: isFailed ? 'overloaded' : null,
    reason: null,
    status: isFailed ? 503 : 200,
    attempts: isRetried ? 2 : 1,
    failoverMs: null,
    inputTokens: 100,
    outputTokens: isFailed ? null : 1 + Math.round(totalMs / 10),
    chunks: 0,
    gaps: [],
    truncated: false,
    costUsd: (0.0001 + totalMs / 1e7).toFixed(9),
    atMostUsd: null,
    wastedUsd: isFailed ? '0.0001' : '0',
  }
}
