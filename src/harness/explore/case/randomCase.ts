import type { Script } from '../../../faults/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { certainAnswers } from '../../certainAnswers.ts'
import { ofAnySize, type CaseBounds } from './bounds.ts'
import { caller } from './caller.ts'
import type { Arbitrary, FC } from './fastCheck.ts'
import { load } from './load.ts'
import { policy } from './policy.ts'
import { script } from './script.ts'

/**
 * A case: a scenario made at random, as plain JSON. It expects a share of answers only where one is certain
 * beforehand; every other rule holds as always.
 */
export function randomCase(fc: FC, bounds: CaseBounds = ofAnySize): Arbitrary<Scenario> {
  return fc
    .record({
      upstream: script(fc, bounds),
      load: load(fc, bounds),
      caller: caller(fc, bounds),
      instances: instances(fc),
      expect: policy(fc, bounds),
    })
    .map(({ upstream, load: calls, caller: behaviour, instances: fleet, expect }) => ({
      name: 'random-case',
      family: 'random',
      requirement: 'Whatever the day brings, every rule holds.',
      source: 'Made at random from the catalogue of faults.',
      strength: 'must',
      upstream,
      load: calls,
      caller: behaviour,
      ...(fleet === undefined ? {} : { instances: fleet }),
      expect: { ...expect, keysOf: keysIn(upstream), ...certainAnswers({ upstream, caller: behaviour, expect }) },
      exercises: [],
    }))
}

/** One mostly: most rules bind a process, and calls that are few for one would be fewer still for each of several. */
function instances(fc: FC): Arbitrary<number | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 8 }) },
  )
}

function keysIn({ origins: places = {} }: Script): Record<string, string> {
  return Object.fromEntries(Object.entries(places).map(([origin, { credential = origin }]) => [origin, credential]))
}
