import { catalogue, faultOf, type FaultSpec, type When } from '../../../faults/index.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'

/** Whether a fault has something to bend in that version of HTTP. */
export function speaks(spec: FaultSpec, http2: boolean): boolean {
  const fault = faultOf(spec)
  return fault.on === 'connection' || fault.speaks === undefined || (fault.speaks === 'h2') === http2
}

export function when(fc: FC, { during: [latestMs, longestMs] }: CaseBounds): Arbitrary<When> {
  return fc.oneof(
    fc.constant({ always: true } as const),
    fc.record({ first: fc.integer({ min: 1, max: 6 }) }, plain),
    fc.record({ after: fc.nat(6) }, plain),
    fc
      .tuple(fc.nat(latestMs), fc.nat(longestMs))
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
}

export function exchangeFault(fc: FC): Arbitrary<FaultSpec> {
  return fc.oneof(
    ...faultsOn('exchange').map((fault) => ({ weight: weights[fault.type] ?? 1, arbitrary: specOf(fc, fault) })),
  )
}

export function connectionFault(fc: FC): Arbitrary<FaultSpec> {
  return fc.oneof(...faultsOn('connection').map((fault) => specOf(fc, fault)))
}

type AnyFault = (typeof catalogue)[keyof typeof catalogue]

function faultsOn(on: AnyFault['on']): AnyFault[] {
  return Object.values(catalogue).filter((fault) => fault.on === on)
}

function specOf(fc: FC, fault: AnyFault): Arbitrary<FaultSpec> {
  return (fault.arbitrary(fc) as Arbitrary<object>).map((options) => ({ type: fault.type, ...options }))
}
