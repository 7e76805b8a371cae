import type { LoadSpec } from '../../../load/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { usualPercent, type Feature } from '../case/index.ts'

/** What a case may have beside its rules, in the order of the odds. */
export const features = Object.keys(usualPercent) as readonly Feature[]

/** How a feature is seen in a scenario; one that is not here is the declared policy of that name. */
const seenIn: { readonly [Name in Feature]?: (scenario: Scenario) => boolean } = {
  large: ({ load }) => mostCalls(load) > 5,
  'fair-day': ({ expect }) => (expect.answeredAtLeast ?? 0) > 0,
  'one-endpoint': ({ upstream }) => Object.keys(upstream.models).length === 1,
  'many-endpoints': ({ upstream }) => Object.keys(upstream.models).length > 2,
  'connection-rules': ({ upstream }) => origins(upstream).some(({ rules = [] }) => rules.length > 0),
  'shared-key': ({ upstream }) =>
    origins(upstream).length > new Set(origins(upstream).map(({ credential }) => credential)).size,
  http2: ({ upstream }) => origins(upstream).some(({ http2 }) => http2 === true),
  sequential: ({ load }) => load.type === 'sequential',
  burst: ({ load }) => load.type === 'burst',
  callers: ({ load }) => load.type === 'callers',
  constant: ({ load }) => load.type === 'constant',
  poisson: ({ load }) => load.type === 'poisson',
  ties: ({ expect }) => isRound(expect.deadlineMs) && isRound(expect.credentialCooldownMs),
  fleet: ({ instances = 1 }) => instances > 1,
  stream: ({ caller }) => caller?.stream === true,
  abort: ({ caller }) => caller?.abortAtMs !== undefined,
  leaves: ({ caller }) => caller?.stopAfterDeltas !== undefined,
  'slow-reader': ({ caller }) => caller?.readerDelayMs !== undefined,
  'max-tokens': ({ caller }) => caller?.maxTokens !== undefined,
  'wall-jump': ({ caller }) => caller?.wallJump !== undefined,
  overall: ({ expect }) => expect.amplificationAtMost !== undefined,
  money: ({ expect }) => expect.prices !== undefined,
  'more-policies': ({ expect }) => policies.some((name) => expect[name as keyof typeof expect] !== undefined),
}

const policies = features.filter((name) => !(name in seenIn) && name !== 'rpm' && name !== 'more-policies')

const predicates = features.map(
  (name) => seenIn[name] ?? (({ expect }: Scenario) => expect[name as keyof typeof expect] !== undefined),
)

/** The places in `features` of what a scenario has. */
export function featuresIn(scenario: Scenario): number[] {
  const present: number[] = []
  for (let index = 0; index < predicates.length; index += 1) if (predicates[index]!(scenario)) present.push(index)
  return present
}

function origins(upstream: Scenario['upstream']) {
  return Object.values(upstream.origins ?? {})
}

function mostCalls(load: LoadSpec): number {
  const { calls = 0, durationMs = 0 } = load as { calls?: number; durationMs?: number }
  return Math.max(calls, durationMs / 100)
}

function isRound(ms: number | undefined): boolean {
  return ms !== undefined && ms % 100 === 0
}
