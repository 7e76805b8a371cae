import { poisson } from '../../load/index.ts'
import { messages } from '../../messages/index.ts'
import { costDistribution, round } from './costDistribution.ts'
import type { PlanInput } from './planInput.ts'
import type { OutagePoint, PolicyComparison, PolicyOutcome } from './planReport.ts'
import { comparedPolicies, type ComparedPolicy } from './policies.ts'
import type { Play } from './players.ts'
import { outageFault } from './planScript.ts'
import type { Simulation, Trial } from './simulate.ts'

const everyMs = 5_000
const beforeMs = 60_000
const outageMs = 60_000
const afterMs = 180_000
/** So good, beside what was before the outage, is as good as before … */
const asGoodAs = 0.95
/** … if it lasts so many spans. */
const spansAsGood = 3

/**
 * The same load through the same outage, with each policy: the first origin answers that it is overloaded. Requests that a
 * quota refuses count as requests here, as OpenAI counts them: that is how a storm of retries keeps itself alive
 * (Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021).
 */
export async function comparePolicies(input: PlanInput, perSecond: number, play: Play): Promise<PolicyComparison> {
  const [fromMs, toMs, durationMs] = [beforeMs, beforeMs + outageMs, beforeMs + outageMs + afterMs]
  const origin = input.models[0]!.origin
  const models = input.models.filter((model) => model.origin === origin).map(({ id }) => id)
  const base: Simulation = {
    input,
    seed: input.seed,
    load: poisson({ perSecond, durationMs }),
    warmUpMs: 0,
    durationMs,
    everyMs,
    countsRejected: true,
    outage: { fromMs, toMs, models },
  }
  const outcomes = await Promise.all(
    (Object.keys(comparedPolicies) as ComparedPolicy[]).map(async (policy): Promise<PolicyOutcome> => {
      const trial = await play({ ...base, compared: policy }, messages.plan.steps.policy(policy))
      return outcomeOf(policy, trial, { fromMs, toMs, durationMs })
    }),
  )
  const outage = { fromMs, toMs, models, fault: outageFault.type }
  return { perSecond, everyMs, outage, durationMs, outcomes }
}

interface Times {
  readonly fromMs: number
  readonly toMs: number
  readonly durationMs: number
}

function outcomeOf(policy: string, { tally, ledger }: Trial, { fromMs, toMs, durationMs }: Times): PolicyOutcome {
  const points = Array.from({ length: durationMs / everyMs }, (_, span): OutagePoint => {
    const { due = 0, good = 0 } = tally.spans[span] ?? {}
    const perSecond = (count: number) => round((count * 1_000) / everyMs, 3)
    return {
      atMs: span * everyMs,
      offeredPerSecond: perSecond(due),
      wirePerSecond: perSecond(ledger.wire[span] ?? 0),
      goodPerSecond: perSecond(good),
    }
  })
  const within = (start: number, end: number) => points.filter(({ atMs }) => atMs >= start && atMs < end)
  const [before, while_, after] = [within(0, fromMs), within(fromMs, toMs), within(toMs, durationMs)]
  return {
    policy,
    points,
    amplificationDuring: shareOf(while_, 'wirePerSecond'),
    amplificationAfter: shareOf(after, 'wirePerSecond'),
    goodShareDuring: shareOf(while_, 'goodPerSecond'),
    goodShareAfter: shareOf(after, 'goodPerSecond'),
    recoversAfterMs: recovery(after, shareOf(before, 'goodPerSecond') * asGoodAs),
    costPerGoodUsd: costDistribution([tally])?.perGoodUsd ?? null,
  }
}

/** Of what was offered. */
function shareOf(points: readonly OutagePoint[], what: 'wirePerSecond' | 'goodPerSecond'): number {
  const sum = (of: (point: OutagePoint) => number) => points.reduce((total, point) => total + of(point), 0)
  const offered = sum(({ offeredPerSecond }) => offeredPerSecond)
  return offered === 0 ? 0 : round(sum((point) => point[what]) / offered, 4)
}

function recovery(after: readonly OutagePoint[], least: number): number | null {
  const span = after.findIndex((_, index) => {
    const next = after.slice(index, index + spansAsGood)
    return next.length === spansAsGood && shareOf(next, 'goodPerSecond') >= least
  })
  return span === -1 ? null : span * everyMs
}
