import type { Script } from '../../../faults/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { certainAnswers } from '../../certainAnswers.ts'
import { certainBounds } from '../../certainBounds.ts'
import { largeCases, smallCases, type CaseBounds } from './bounds.ts'
import { caller } from './caller.ts'
import { sometimes, whether, type Arbitrary, type FC } from './fastCheck.ts'
import { load } from './load.ts'
import { money, withMoney } from './money.ts'
import { percentOf, usualOdds, type Odds } from './odds.ts'
import { policy } from './policy.ts'
import { script } from './script.ts'
import { onGrid, tieGrids } from './ties.ts'

/**
 * A case: a scenario made at random, as plain JSON; most are small. It expects a share of answers only where one is
 * certain beforehand; every other rule holds as always.
 */
export function randomCase(fc: FC, odds: Odds = usualOdds): Arbitrary<Scenario> {
  const large = percentOf('large', odds)
  return fc.oneof(
    { weight: 100 - large, arbitrary: boundedCase(fc, smallCases, odds) },
    { weight: large, arbitrary: boundedCase(fc, largeCases, odds) },
  )
}

/** A case of at most that size. */
export function boundedCase(fc: FC, bounds: CaseBounds, odds: Odds = usualOdds): Arbitrary<Scenario> {
  return fc
    .record({
      day: fc.record({
        upstream: script(fc, bounds, odds),
        load: load(fc, bounds, odds),
        caller: caller(fc, bounds, odds),
        expect: policy(fc, bounds, odds),
      }),
      money: sometimes(fc, 'money', odds, money(fc)),
      instances: sometimes(fc, 'fleet', odds, fc.integer({ min: 2, max: 8 })),
      isHeldOverall: whether(fc, 'overall', odds),
      gridMs: sometimes(fc, 'ties', odds, tieGrids(fc)),
    })
    .map(({ day, money: billed, instances, isHeldOverall, gridMs }) => {
      const priced = billed === undefined ? day : withMoney(day, billed)
      const made = caseOf(gridMs === undefined ? priced : onGrid(priced, gridMs), instances)
      return isHeldOverall ? { ...made, expect: { ...made.expect, ...certainBounds(made) } } : made
    })
}

type Day = Required<Pick<Scenario, 'upstream' | 'load' | 'caller' | 'expect'>>

function caseOf({ upstream, load: calls, caller: behaviour, expect }: Day, instances: number | undefined): Scenario {
  return {
    name: 'random-case',
    family: 'random',
    requirement: 'Whatever the day brings, every rule holds.',
    source: 'Made at random from the catalogue of faults.',
    strength: 'must',
    upstream,
    load: calls,
    caller: behaviour,
    ...(instances === undefined ? {} : { instances }),
    expect: { ...expect, keysOf: keysIn(upstream), ...certainAnswers({ upstream, caller: behaviour, expect }) },
    exercises: [],
  }
}

function keysIn({ origins: places = {} }: Script): Record<string, string> {
  return Object.fromEntries(Object.entries(places).map(([origin, { credential = origin }]) => [origin, credential]))
}
