import type { CallerScript } from '../../../scenarios/scenario.ts'
import type { CaseBounds } from './bounds.ts'
import { sometimes, type Arbitrary, type FC } from './fastCheck.ts'

export function caller(fc: FC, { longestThoughtMs }: CaseBounds): Arbitrary<CallerScript> {
  return fc
    .record({
      stream: fc.boolean(),
      abortAtMs: sometimes(fc, fc.oneof(fc.nat(100), fc.nat(5_000))),
      abortEvery: fc.constantFrom(1, 1, 2, 3),
      abortName: fc.constantFrom('AbortError' as const, 'TimeoutError' as const),
      stopAfterDeltas: sometimes(fc, fc.integer({ min: 1, max: 9 })),
      readerDelayMs: sometimes(fc, fc.oneof(fc.nat(20), fc.nat(longestThoughtMs))),
    })
    .map(({ stream: streams, abortAtMs, abortEvery, abortName, stopAfterDeltas, readerDelayMs }) => ({
      stream: streams,
      ...(abortAtMs === undefined ? {} : { abortAtMs, abortEvery, abortName }),
      ...(streams && stopAfterDeltas !== undefined ? { stopAfterDeltas } : {}),
      ...(streams && readerDelayMs !== undefined ? { readerDelayMs } : {}),
    }))
}
