import { catalogue, faultOf, type FaultSpec, type Rule, type When } from '../../../faults/index.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'
import type { Odds } from './odds.ts'

type AnyFault = (typeof catalogue)[keyof typeof catalogue]
type Bends = AnyFault['on']

export function rules(fc: FC, bounds: CaseBounds, odds: Odds, bends: Bends): Arbitrary<Rule[]> {
  return fc.array(fc.record({ when: when(fc, bounds), fault: faultOn(fc, bends, odds) }, plain), {
    maxLength: bends === 'exchange' ? bounds.rules : 2,
    size: 'max',
  })
}

export function when(fc: FC, { during: [latestMs, longestMs] }: CaseBounds): Arbitrary<When> {
  return fc.oneof(
    fc.constant({ always: true } as const),
    fc.record({ first: fc.integer({ min: 1, max: 6 }) }, plain),
    fc.record({ after: fc.nat(6) }, plain),
    fc
      .tuple(fc.nat(latestMs), fc.integer({ min: 1, max: longestMs }))
      .map(([fromMs, lastsMs]) => ({ during: [fromMs, fromMs + lastsMs] as const })),
    fc.record({ probability: fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10) }, plain),
  )
}

/** What puts most rules to the test comes more often, however long the catalogue is; every other fault has the weight 1. */
const weights: Readonly<Record<string, number>> = {
  rateLimit: 12,
  status: 4,
  serverError: 3,
  limitData: 3,
  redirect: 3,
  invalidApiKey: 3,
  streamError: 2,
  keepAlive: 2,
  // Sixty answers in one fault.
  providerAnswer: 6,
}

/** Odds are fractions, weights whole numbers. */
const perWeight = 20

function faultOn(fc: FC, bends: Bends, odds: Odds): Arbitrary<FaultSpec> {
  const faults = Object.values(catalogue).filter(({ on }) => on === bends)
  return fc.oneof(
    ...faults.map((fault) => ({
      weight: Math.max(1, Math.round(perWeight * (weights[fault.type] ?? 1) * (odds.faults[fault.type] ?? 1))),
      arbitrary: specOf(fc, fault),
    })),
  )
}

/** One fault of a few, all as likely. */
export function faultAmong(fc: FC, types: ReadonlySet<string>): Arbitrary<FaultSpec> {
  return fc.oneof(
    ...Object.values(catalogue)
      .filter(({ type }) => types.has(type))
      .map((fault) => specOf(fc, fault)),
  )
}

const drawn = new Map<AnyFault, Arbitrary<FaultSpec>>()

/** Made once: with new odds a fault's options are drawn as before. */
function specOf(fc: FC, fault: AnyFault): Arbitrary<FaultSpec> {
  let arbitrary = drawn.get(fault)
  if (arbitrary === undefined) {
    arbitrary = (fault.arbitrary(fc) as Arbitrary<object>).map((options) => ({ type: fault.type, ...options }))
    drawn.set(fault, arbitrary)
  }
  return arbitrary
}

/** Whether a fault has something to bend in that version of HTTP. */
export function speaks(spec: FaultSpec, http2: boolean): boolean {
  const fault = faultOf(spec)
  return fault.on === 'connection' || fault.speaks === undefined || (fault.speaks === 'h2') === http2
}
