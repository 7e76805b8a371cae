import type { Script } from '../../../faults/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { certainAnswers } from '../../certain/certainAnswers.ts'
import { certainBounds } from '../../certain/certainBounds.ts'
import { largeCases, smallCases, type CaseBounds } from './bounds.ts'
import { askedForm, withSchema } from './answerSchema.ts'
import { caller } from './caller.ts'
import type { Day } from './day.ts'
import { directDraw } from './directDraw.ts'
import { fairDay } from './fairDay.ts'
import { herdDay, stubbornDay } from './herdDay.ts'
import { sometimes, whether, type Arbitrary, type FC } from './fastCheck.ts'
import { load } from './load.ts'
import { money, withMoney } from './money.ts'
import { percentOf, usualOdds, type Odds } from './odds.ts'
import { outageDay, quotaDay } from './overallDay.ts'
import { policy } from './policy.ts'
import { script } from './script.ts'
import { onGrid, tieGrids } from './ties.ts'

/**
 * A case: a scenario made at random, as plain JSON; most are small. It expects a share of answers only where one is
 * certain beforehand; every other rule holds as always.
 */
export function randomCase(fastCheck: FC, odds: Odds = usualOdds): Arbitrary<Scenario> {
  const { fc } = directDraw(fastCheck)
  const [large, fair] = [percentOf('large', odds), percentOf('fair-day', odds)]
  return fc.oneof(
    { weight: 20 * (100 - large - fair), arbitrary: boundedCase(fc, smallCases, odds) },
    { weight: 20 * large, arbitrary: boundedCase(fc, largeCases, odds) },
    { weight: 20 * fair, arbitrary: caseOn(fc, fairDay(fc, odds), odds) },
    { weight: 10, arbitrary: crowdedCase(fc, odds) },
    // Much is sent on such a day: it costs as much as a hundred others.
    { weight: 1, arbitrary: caseOn(fc, stubbornDay(fc), odds) },
  )
}

/** Many calls, and what is seen only in many: each of them costs as much as ten others. */
function crowdedCase(fc: FC, odds: Odds): Arbitrary<Scenario> {
  return fc.oneof(
    { weight: 6, arbitrary: caseOn(fc, herdDay(fc), odds) },
    { weight: 2, arbitrary: caseOn(fc, outageDay(fc), odds, 'as a whole') },
    { weight: 2, arbitrary: caseOn(fc, quotaDay(fc), odds, 'as a whole') },
  )
}

/** A case of at most that size. */
export function boundedCase(fastCheck: FC, bounds: CaseBounds, odds: Odds = usualOdds): Arbitrary<Scenario> {
  const { fc } = directDraw(fastCheck)
  return caseOn(
    fc,
    fc.record({
      upstream: script(fc, bounds, odds),
      load: load(fc, bounds, odds),
      caller: caller(fc, bounds, odds),
      expect: policy(fc, bounds, odds),
    }),
    odds,
  )
}

function caseOn(fc: FC, day: Arbitrary<Day>, odds: Odds, always?: 'as a whole'): Arbitrary<Scenario> {
  return fc
    .record({
      day,
      schema: sometimes(fc, 'answerSchema', odds, askedForm(fc)),
      money: sometimes(fc, 'money', odds, money(fc)),
      instances: sometimes(fc, 'fleet', odds, fc.integer({ min: 2, max: 8 })),
      isHeldOverall: whether(fc, 'overall', odds),
      gridMs: sometimes(fc, 'ties', odds, tieGrids(fc)),
    })
    .map(({ day: drawn, schema, money: billed, instances, isHeldOverall, gridMs }) => {
      const asked = schema === undefined ? drawn : withSchema(drawn, schema)
      const priced = billed === undefined ? asked : withMoney(asked, billed)
      const made = caseOf(gridMs === undefined ? priced : onGrid(priced, gridMs), instances)
      return isHeldOverall || always !== undefined
        ? { ...made, expect: { ...made.expect, ...certainBounds(made) } }
        : made
    })
}

const about = {
  name: 'random-case',
  family: 'random',
  requirement: 'Whatever the day brings, every rule holds.',
  source: 'Made at random from the catalogue of faults.',
  strength: 'must',
} as const

function caseOf(day: Day, instances: number | undefined): Scenario {
  const { upstream, load: calls, caller: behaviour } = day
  const expect = { ...day.expect, keysOf: keysIn(upstream), ...certainAnswers(day) }
  return instances === undefined
    ? { ...about, upstream, load: calls, caller: behaviour, expect, exercises: [] }
    : { ...about, upstream, load: calls, caller: behaviour, instances, expect, exercises: [] }
}

function keysIn({ origins: places = {} }: Script): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const origin in places) keys[origin] = places[origin]!.credential ?? origin
  return keys
}
