import type { OriginScript } from '../../../faults/index.ts'
import type { LoadSpec } from '../../../load/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { usualPercent, type Feature } from '../case/index.ts'

/** What a case may have beside its rules, in the order of the odds. */
export const features = Object.keys(usualPercent) as readonly Feature[]

/** A scenario, with the places of its upstream listed once. */
interface Seen extends Required<Pick<Scenario, 'load' | 'caller' | 'expect'>> {
  readonly instances: number | undefined
  readonly models: readonly string[]
  readonly places: readonly OriginScript[]
}

/** How a feature is seen in a scenario; one that is not here is the declared policy of that name. */
const seenIn: { readonly [Name in Feature]?: (seen: Seen) => boolean } = {
  large: ({ load }) => mostCalls(load) > 5,
  'fair-day': ({ expect }) => (expect.answeredAtLeast ?? 0) > 0,
  'one-endpoint': ({ models }) => models.length === 1,
  'many-endpoints': ({ models }) => models.length > 2,
  'connection-rules': ({ places }) => places.some(({ rules = [] }) => rules.length > 0),
  'shared-key': ({ places }) =>
    places.length > 1 && places.length > new Set(places.map(({ credential }) => credential)).size,
  http2: ({ places }) => places.some(({ http2 }) => http2 === true),
  sequential: ({ load }) => load.type === 'sequential',
  burst: ({ load }) => load.type === 'burst',
  callers: ({ load }) => load.type === 'callers',
  constant: ({ load }) => load.type === 'constant',
  poisson: ({ load }) => load.type === 'poisson',
  ties: ({ expect }) => isRound(expect.deadlineMs) && isRound(expect.credentialCooldownMs),
  fleet: ({ instances = 1 }) => instances > 1,
  stream: ({ caller }) => caller.stream === true,
  abort: ({ caller }) => caller.abortAtMs !== undefined,
  leaves: ({ caller }) => caller.stopAfterDeltas !== undefined,
  'slow-reader': ({ caller }) => caller.readerDelayMs !== undefined,
  'max-tokens': ({ caller }) => caller.maxTokens !== undefined,
  'wall-jump': ({ caller }) => caller.wallJump !== undefined,
  overall: ({ expect }) => expect.amplificationAtMost !== undefined,
  money: ({ expect }) => expect.prices !== undefined,
  'more-policies': ({ expect }) => {
    for (const name in expect) if (policies.has(name) && expect[name as keyof typeof expect] !== undefined) return true
    return false
  },
}

const policies: ReadonlySet<string> = new Set(
  features.filter((name) => !(name in seenIn) && name !== 'rpm' && name !== 'more-policies'),
)

const predicates = features.flatMap((name, place) => {
  const isIn = seenIn[name]
  return isIn === undefined ? [] : [{ place, isIn }]
})

/** Of declared policies, which are seen by their names. */
const placeByPolicy = new Map<string, number>(
  features.flatMap((name, place) => (name in seenIn ? [] : [[name, place] as const])),
)

/** The places in `features` of what a scenario has. */
export function featuresIn({ upstream, load, instances, caller = {}, expect }: Scenario): number[] {
  const [models, places] = [Object.keys(upstream.models), Object.values(upstream.origins ?? {})]
  const seen: Seen = { load, instances, caller, expect, models, places }
  const present: number[] = []
  for (const { place, isIn } of predicates) if (isIn(seen)) present.push(place)
  for (const name in expect) {
    const place = placeByPolicy.get(name)
    if (place !== undefined && expect[name as keyof typeof expect] !== undefined) present.push(place)
  }
  return present
}

function mostCalls(load: LoadSpec): number {
  const { calls = 0, durationMs = 0 } = load as { calls?: number; durationMs?: number }
  return Math.max(calls, durationMs / 100)
}

function isRound(ms: number | undefined): boolean {
  return ms !== undefined && ms % 100 === 0
}
