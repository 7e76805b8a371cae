import type { CallerScript } from '../../../scenarios/scenario.ts'
import type { CaseBounds } from './bounds.ts'
import { sometimes, whether, type Arbitrary, type FC } from './fastCheck.ts'
import type { Odds } from './odds.ts'

export function caller(fc: FC, { longestThoughtMs }: CaseBounds, odds: Odds): Arbitrary<CallerScript> {
  return fc
    .record({
      stream: whether(fc, 'stream', odds),
      abort: sometimes(
        fc,
        'abort',
        odds,
        fc.record({
          abortAtMs: fc.oneof(fc.nat(100), fc.nat(5_000)),
          abortEvery: fc.constantFrom(1, 1, 2, 3),
          abortName: fc.constantFrom('AbortError' as const, 'TimeoutError' as const),
        }),
      ),
      stopAfterDeltas: sometimes(fc, 'leaves', odds, fc.integer({ min: 1, max: 9 })),
      readerDelayMs: sometimes(fc, 'slow-reader', odds, fc.oneof(fc.nat(20), fc.nat(longestThoughtMs))),
      maxTokens: sometimes(fc, 'max-tokens', odds, fc.integer({ min: 1, max: 400 })),
    })
    .map(({ stream: streams, abort, stopAfterDeltas, readerDelayMs, maxTokens }) => ({
      stream: streams,
      ...abort,
      ...(streams && stopAfterDeltas !== undefined ? { stopAfterDeltas } : {}),
      ...(streams && readerDelayMs !== undefined ? { readerDelayMs } : {}),
      ...(maxTokens === undefined ? {} : { maxTokens }),
    }))
}
