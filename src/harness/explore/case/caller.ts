import type { CallerScript } from '../../../scenarios/scenario.ts'
import type { CaseBounds } from './bounds.ts'
import { plain, sometimes, whether, type Arbitrary, type FC, type Writable } from './fastCheck.ts'
import type { Odds } from './odds.ts'

export function caller(
  fc: FC,
  { longestThoughtMs, during: [latestMs] }: CaseBounds,
  odds: Odds,
): Arbitrary<CallerScript> {
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
      jump: sometimes(fc, 'wall-jump', odds, wallJump(fc, latestMs)),
    })
    .map(({ stream, abort, stopAfterDeltas, readerDelayMs, maxTokens, jump }) => {
      const behaviour: Writable<CallerScript> = abort === undefined ? { stream } : { stream, ...abort }
      if (stream && stopAfterDeltas !== undefined) behaviour.stopAfterDeltas = stopAfterDeltas
      if (stream && readerDelayMs !== undefined) behaviour.readerDelayMs = readerDelayMs
      if (maxTokens !== undefined) behaviour.maxTokens = maxTokens
      if (jump !== undefined) behaviour.wallJump = jump
      return behaviour
    })
}

/** By an hour, as clocks are set twice a year, or by anything up to a day. */
function wallJump(fc: FC, latestMs: number): Arbitrary<NonNullable<CallerScript['wallJump']>> {
  const dayMs = 86_400_000
  const byMs = fc.oneof(fc.constantFrom(-3_600_000, 3_600_000), fc.integer({ min: -dayMs, max: dayMs }))
  return fc.record({ atMs: fc.oneof(fc.nat(200), fc.nat(2_000), fc.nat(latestMs)), byMs }, plain)
}
