import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../src/faults/index.ts'
import { during, first, type FaultSpec } from '../src/faults/index.ts'
import { judgePlayed } from '../src/harness/judgeRun.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { burst } from '../src/load/index.ts'
import { standard, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import * as mutants from '../src/targets/mutants/index.ts'
import type { Target } from '../src/targets/target.ts'
import { breaking, holds } from './support/property.ts'

const { overloaded, rateLimit, serverError, status } = catalogue

/** A herd, and what turns it away. */
interface Herd {
  readonly scenario: Scenario
  readonly seed: number
}

const turnedAway: fc.Arbitrary<FaultSpec> = fc.oneof(
  fc.constantFrom<FaultSpec>(status({ status: 409 }), overloaded({}), serverError({})),
  fc.integer({ min: 50, max: 8_000 }).map((waitMs) => rateLimit({ waitMs, rendering: 'milliseconds' })),
)

const herds: fc.Arbitrary<Herd> = fc
  .record({
    calls: fc.integer({ min: 8, max: 90 }),
    instances: fc.integer({ min: 1, max: 90 }),
    fault: turnedAway,
    isShort: fc.boolean(),
    initialMs: fc.integer({ min: 1, max: 2_000 }),
    capMs: fc.integer({ min: 1, max: 8_000 }),
    seed: fc.nat(0xffff),
  })
  .map(({ calls, instances, fault, isShort, initialMs, capMs, seed }) => ({
    seed,
    scenario: {
      name: 'a-herd',
      family: 'random',
      requirement: '',
      source: '',
      strength: 'must',
      upstream: { models: { a: [isShort ? first(calls, fault) : during(0, 10_000, fault)] } },
      load: burst({ calls }),
      instances: Math.min(instances, calls),
      expect: { ...standard, backoff: { initialMs, capMs } },
      exercises: [],
    },
  }))

/** True where the rule was put to the test; throws where it was broken. */
async function comesBackSpread({ scenario, seed }: Herd, target: Target = client): Promise<boolean> {
  const plan = { target, scenario, seed }
  const judgements = judgePlayed(plan, await virtual.play(plan))
  const verdict = judgements.find(({ invariant }) => invariant.name === 'retries-spread')!.verdict
  if (verdict.verdict === 'fail') expect.fail(verdict.violations.map(({ message }) => message).join('\n'))
  return verdict.verdict === 'pass'
}

describe('a herd that was turned away at one instant', () => {
  test('comes back spread, whatever turned it away and however many processes it is', async () => {
    await holds(herds, { runs: 300, tested: 0.4 }, comesBackSpread)
  }, 60_000)

  test.each([mutants.retriesSpread, mutants.returnsOnTheDot, mutants.retryPeakBounded, mutants.backoffInEnvelope])(
    'or the judge sees it: $name',
    async (mutant) => {
      await breaking(herds, 200, (herd) => comesBackSpread(herd, mutant))
    },
    60_000,
  )
})
