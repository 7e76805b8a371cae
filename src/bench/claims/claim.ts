import type { ModelFacts } from '../../protocol/models.ts'
import type { Price } from '../../protocol/money/price.ts'

/** What a latency may mean. A claim that does not say is looked at as each. */
export const latencyMetrics = ['connect', 'ttft', 'total'] as const
export type LatencyMetric = (typeof latencyMetrics)[number]
type ClaimMetric = LatencyMetric | 'price.input' | 'price.output' | 'table.latency'

/** A mean in ms with its 95 % interval. */
export interface MeasuredMean {
  readonly meanMs: number
  readonly lowMs: number
  readonly highMs: number
  readonly calls: number
}

/** What claims are held against. */
export interface Evidence {
  /** The table of whoever claims. */
  readonly table: readonly ModelFacts[]
  /** What the model costs as somebody else says, and when that was so; null where nobody does. */
  readonly priceNow: (model: ModelFacts) => { readonly price: Price; readonly pricedOn: string } | null
  /** From records of live runs alone: a mock is fed from the very table that claims. Null where none was measured. */
  readonly measured: (model: ModelFacts, metric: LatencyMetric) => MeasuredMean | null
}

type Judgement = 'holds' | 'contradicted' | 'unsure' | 'not-measured'

/** One way to read a claim, and what was found. */
export interface Finding {
  readonly metric: ClaimMetric
  /** A model, or two of them. */
  readonly about: string
  readonly found: string | null
  readonly judgement: Judgement
}

/** A claim as it stands in `fixtures/claims.json`; what else it has is its kind's own. */
export interface Claim {
  readonly id: string
  readonly kind: string
  /** In English. */
  readonly said: string
  /** Where it stands in the text. */
  readonly lines: readonly number[]
}

export interface ClaimKind<Options> {
  readonly kind: string
  /** `each`: all that is found has to hold. `readings`: the claim does not say what it means, so it may hold in part. */
  readonly findings: 'each' | 'readings'
  judge(claim: Claim & Options, evidence: Evidence): readonly Finding[]
}

export function defineClaimKind<Options extends object>(kind: ClaimKind<Options>): ClaimKind<Options> {
  return kind
}

/** The model of the table by its name there. Throws where the claims and the table do not belong together. */
export function modelNamed({ table }: Evidence, name: string): ModelFacts {
  const model = table.find((each) => each.name === name)
  if (model === undefined) throw new Error(`a claim is about ${JSON.stringify(name)}, which is not in the table`)
  return model
}
