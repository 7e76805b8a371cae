import type * as FastCheck from 'fast-check'
import { directDraw } from './directDraw.ts'
import { percentOf, type Feature, type Odds } from './odds.ts'

/** fast-check comes in as an argument: whoever plays no random cases does not load it. */
export type FC = typeof FastCheck
export type Arbitrary<Value> = FastCheck.Arbitrary<Value>

/** While it is put together, part by part. */
export type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] }

/** Objects as JSON would read them back. */
export const plain = { noNullPrototype: true } as const

/** Undefined where a case does not have the feature. */
export function sometimes<Value>(
  fc: FC,
  feature: Feature,
  odds: Odds,
  arbitrary: Arbitrary<Value>,
): Arbitrary<Value | undefined> {
  return inPercent(fc, percentOf(feature, odds), fc.constant<Value | undefined>(undefined), arbitrary)
}

/** Whether a case has a feature. */
export function whether(fc: FC, feature: Feature, odds: Odds): Arbitrary<boolean> {
  return inPercent(fc, percentOf(feature, odds), fc.constant(false), fc.constant(true))
}

/** One or the other, as `fc.oneof` with weights would give it, with one draw less where the bias is concerned. */
function inPercent<Value>(fc: FC, percent: number, usual: Arbitrary<Value>, other: Arbitrary<Value>): Arbitrary<Value> {
  const { drawOf, arbitraryOf } = directDraw(fc)
  const [drawUsual, drawOther] = [drawOf(usual), drawOf(other)]
  return arbitraryOf((random, biasFactor) =>
    random.nextInt(1, 100) <= percent ? drawOther(random, biasFactor) : drawUsual(random, biasFactor),
  )
}
