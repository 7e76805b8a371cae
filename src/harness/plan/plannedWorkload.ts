import { likelyPromptTokens } from '../../protocol/money/tokenEstimate.ts'
import type { Workload } from '../bench/benchPlan.ts'
import { evenlyChosen } from './evenlyChosen.ts'
import type { FittedRun } from './fittedRun.ts'
import type { PlannedTokens, PlannedWorkload } from './planInput.ts'
import type { Traffic } from './readTraffic.ts'

/** As the mock of a benchmark has it: half of the answers are shorter than half of what was allowed. */
const assumed = { share: 0.5, sigma: 0.5 } as const

export interface WorkloadSources {
  readonly fitted: FittedRun | undefined
  readonly traffic: Traffic | undefined
  /** The workload was named: then its prompts count, and not those of a run. */
  readonly isAsked: boolean
}

/** Tokens of the calls: as a log says, or a run, or else as the prompts of a workload let expect. */
export function plannedWorkload(workload: Workload, { fitted, traffic, isAsked }: WorkloadSources): PlannedWorkload {
  const run = isAsked ? undefined : fitted
  const sizes = workload.prompts.map((messages) => likelyPromptTokens(Buffer.byteLength(JSON.stringify(messages))))
  const input = firstOf(traffic?.inputTokens, run?.inputTokens) ?? evenlyChosen(sizes)
  const output = firstOf(traffic?.outputTokens, run?.outputTokens)
  const maxTokens = Math.max(run?.maxTokens ?? workload.maxTokens, output?.at(-1) ?? 0)
  const outputTokens: PlannedTokens =
    output === undefined
      ? { median: Math.max(1, Math.round(workload.maxTokens * assumed.share)), sigma: assumed.sigma }
      : { empirical: output }
  const name = traffic !== undefined ? 'traffic' : run !== undefined ? run.name : workload.name
  return { name, inputTokens: { empirical: input }, outputTokens, maxTokens }
}

function firstOf(...lists: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  return lists.find((list) => list !== undefined && list.length > 0)
}
