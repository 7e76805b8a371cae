import { rampingArrivalRate } from '../../src/load/index.ts'
import { simulate } from '../../src/harness/plan/simulate.ts'
import { model, planned } from './models.ts'

const hourMs = 3_600_000
/** Calls a second at the peak of the day. */
const loads = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
/** Of the peak, hour by hour: an office's day. */
const profile = [5, 4, 3, 3, 4, 8, 15, 30, 60, 85, 95, 90, 75, 80, 95, 100, 95, 80, 60, 45, 35, 25, 15, 8]
const mostCpuSeconds = 60

/** 24 hours with the first model overloaded at the peak, for a quarter of an hour. */
export async function day(): Promise<boolean> {
  const models = [
    model('one', { rpm: 120, tpm: 60_000 }),
    model('two', { rpm: 90, tpm: 60_000 }),
    model('three', { rpm: 90, tpm: 60_000 }),
  ]
  const input = planned(models)
  const outage = { fromMs: 15 * hourMs, toMs: 15.25 * hourMs, models: ['one'] }
  let [calls, attempts] = [0, 0]
  const before = process.cpuUsage()
  console.log('\n24 virtual hours, three models with quotas, the first one overloaded for 15 min at the peak')
  for (const peak of loads) {
    const stages = profile.flatMap((share) => [
      { perSecond: (peak * share) / 100, durationMs: 0 },
      { perSecond: (peak * share) / 100, durationMs: hourMs },
    ])
    const { tally } = await simulate({
      input,
      seed: 7,
      load: rampingArrivalRate({ stages }),
      warmUpMs: 0,
      durationMs: 24 * hourMs,
      outage,
    })
    calls += tally.calls
    attempts += tally.attempts
    const share = (count: number) => `${((count / tally.calls) * 100).toFixed(2)} %`
    console.log(
      `  peak ${peak}/s: ${tally.calls} calls, ${(tally.attempts / tally.calls).toFixed(3)} attempts each, ` +
        `answered ${share(tally.answered)}, in time ${share(tally.good)}`,
    )
  }
  const used = process.cpuUsage(before)
  const seconds = (used.user + used.system) / 1e6
  console.log(
    `  CPU ${seconds.toFixed(1)} s (owed: below ${mostCpuSeconds} s) for ${calls} calls and ${attempts} attempts: ` +
      `${((seconds * 1e6) / attempts).toFixed(1)} us per attempt`,
  )
  return seconds < mostCpuSeconds
}
