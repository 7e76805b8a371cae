import type * as FastCheck from 'fast-check'
import { percentOf, type Feature, type Odds } from './odds.ts'

/** fast-check comes in as an argument: whoever plays no random cases does not load it. */
export type FC = typeof FastCheck
export type Arbitrary<Value> = FastCheck.Arbitrary<Value>

/** Objects as JSON would read them back. */
export const plain = { noNullPrototype: true } as const

/** Undefined where a case does not have the feature. */
export function sometimes<Value>(
  fc: FC,
  feature: Feature,
  odds: Odds,
  arbitrary: Arbitrary<Value>,
): Arbitrary<Value | undefined> {
  const percent = percentOf(feature, odds)
  return fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary })
}

/** Whether a case has a feature. */
export function whether(fc: FC, feature: Feature, odds: Odds): Arbitrary<boolean> {
  const percent = percentOf(feature, odds)
  return fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(false) },
    { weight: percent, arbitrary: fc.constant(true) },
  )
}
