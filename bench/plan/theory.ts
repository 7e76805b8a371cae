import { concurrency } from '../../src/client/index.ts'
import { meanTokens } from '../../src/harness/plan/guess.ts'
import { simulate } from '../../src/harness/plan/simulate.ts'
import { searchSustained } from '../../src/harness/plan/sustained.ts'
import { constantArrivalRate, poisson } from '../../src/load/index.ts'
import { model, planned } from './models.ts'

const mostApart = 0.02

/** The cases that can be computed, within 2 %. */
export async function theory(): Promise<boolean> {
  console.log('\nBeside theory (owed: within 2 %)')
  const rpm = planned([model('one', { rpm: 120 })])
  const tpm = planned([model('one', { tpm: 60_000 })])
  const reserved = meanTokens(tpm.workload.inputTokens) + tpm.workload.maxTokens
  return [
    told('120 requests a minute, calls a second', await most(rpm), 2),
    told('60,000 tokens a minute, calls a second', await most(tpm), 60_000 / 60 / reserved),
    told('M/D/1, mean wait in ms', await meanWaitMs(), (0.5 * 200) / (2 * 0.5)),
  ].every((isNear) => isNear)
}

async function most(input: ReturnType<typeof planned>): Promise<number> {
  const arrivals = (perSecond: number, durationMs: number) => constantArrivalRate({ perSecond, durationMs })
  return (await searchSustained({ input, arrivals, precision: 0.01 })).sustained.perSecond
}

/** One at a time, 200 ms each, busy half of the time. */
async function meanWaitMs(): Promise<number> {
  const still = model('one', { ttft: { medianMs: 100, sigma: 0 }, interToken: { medianMs: 10, sigma: 0 } })
  const base = planned([still])
  const input = { ...base, workload: { ...base.workload, outputTokens: { median: 10, sigma: 0 } } }
  const durationMs = 60_000_000
  const load = poisson({ perSecond: 2.5, durationMs })
  const { tally } = await simulate({ input, seed: 3, load, warmUpMs: 0, durationMs, policies: [concurrency(1)] })
  return tally.waitedMs.reduce((sum, ms) => sum + ms, 0) / tally.waitedMs.length
}

function told(what: string, found: number, expected: number): boolean {
  const apart = found / expected - 1
  console.log(`  ${what}: ${found.toFixed(3)}, theory ${expected.toFixed(3)}, ${(apart * 100).toFixed(2)} % apart`)
  return Math.abs(apart) <= mostApart
}
