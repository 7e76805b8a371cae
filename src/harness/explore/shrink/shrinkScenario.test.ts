import { describe, expect, test } from 'vitest'
import { always, catalogue, during, first, type Rule } from '../../../faults/index.ts'
import { constant } from '../../../load/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { countRules } from './countRules.ts'
import { smallerThan } from './numbers.ts'
import { shrinkScenario } from './shrinkScenario.ts'

const { latency, overloaded, rateLimit, serverError } = catalogue

const large: Scenario = {
  name: 'large',
  family: 'random',
  requirement: 'Nothing.',
  source: 'this test',
  strength: 'must',
  upstream: {
    models: {
      a: [first(3, serverError({})), { when: { during: [1_234, 9_876] }, fault: rateLimit({ waitMs: 4_321 }) }],
      b: [always(latency({ delayMs: 1_777 })), { when: { probability: 0.3 }, fault: serverError({}) }],
    },
    origins: {
      one: { serves: ['a'], credential: 'k', tls: true },
      two: { serves: ['b'], credential: 'k', http2: true },
    },
  },
  load: constant({ calls: 17, everyMs: 333 }),
  caller: { stream: true, abortAtMs: 250, abortEvery: 2 },
  instances: 5,
  expect: {
    deadlineMs: 7_654,
    maxAttemptsPerCall: 5,
    rpm: 9,
    timeouts: { headersMs: 777, attemptMs: 4_000 },
    keysOf: { one: 'k', two: 'k' },
  },
  exercises: [],
}

const rulesOf = ({ upstream }: Scenario): Rule[] => Object.values(upstream.models).flat()
const hasLimit = (scenario: Scenario) => rulesOf(scenario).some(({ fault }) => fault.type === 'rateLimit')

describe('what is left of a scenario', () => {
  test('that fails whatever is in it: one call to one endpoint', async () => {
    const { scenario, runs } = await shrinkScenario(large, () => true)
    expect(scenario).toMatchObject({
      upstream: { models: { a: [] } },
      load: { type: 'sequential', calls: 1 },
      expect: {},
    })
    expect([scenario.caller, scenario.instances, scenario.upstream.origins]).toEqual([undefined, undefined, undefined])
    expect(runs).toBeLessThan(30)
  })

  test('is what it takes to fail, and nothing else', async () => {
    const { scenario } = await shrinkScenario(large, (simpler) => hasLimit(simpler) && simpler.expect.rpm !== undefined)
    expect(rulesOf(scenario)).toEqual([{ when: { always: true }, fault: { type: 'rateLimit' } }])
    expect(scenario.expect).toEqual({ rpm: 1 })
  })

  test('has round numbers where numbers matter', async () => {
    const { scenario } = await shrinkScenario(large, ({ expect: { deadlineMs = 0 }, load }) => {
      return deadlineMs > 620 && (load as { calls?: number }).calls! >= 4
    })
    expect(scenario.expect).toEqual({ deadlineMs: 1_000 })
    expect(scenario.load).toEqual({ type: 'sequential', calls: 4 })
  })

  test('is the scenario itself where nothing simpler fails', async () => {
    const { scenario } = await shrinkScenario(large, () => false)
    expect(scenario).toBe(large)
  })

  test('is the same each time, and every try is a scenario that can be written down', async () => {
    const shrink = () =>
      shrinkScenario(large, (simpler) => {
        expect(JSON.parse(JSON.stringify(simpler))).toEqual(simpler)
        return countRules(simpler.upstream) >= 2 && simpler.instances === 5
      })
    const [one, two] = [await shrink(), await shrink()]
    expect(one).toEqual(two)
    expect(countRules(one.scenario.upstream)).toBe(2)
  })

  test('expects a share of answers only while that is certain', async () => {
    const good: Scenario = {
      ...large,
      upstream: { models: { a: [], b: [always(serverError({}))] } },
      caller: {},
      expect: { answeredAtLeast: 1 },
    }
    const tried: Scenario[] = []
    await shrinkScenario(good, (simpler) => {
      tried.push(simpler)
      return false
    })
    const withoutGood = tried.filter(({ upstream }) => !('a' in upstream.models))
    expect(withoutGood.length).toBeGreaterThan(0)
    for (const { expect: declared } of withoutGood) expect(declared.answeredAtLeast).toBeUndefined()
    expect(tried.some(({ expect: declared }) => declared.answeredAtLeast === 1)).toBe(true)
  })

  test('holds a run as a whole to what is certain of the simpler one', async () => {
    const outage: Scenario = {
      ...large,
      upstream: { models: { a: [during(1_234, 5_678, overloaded({}))] } },
      load: constant({ calls: 50, everyMs: 500 }),
      caller: {},
      instances: 1,
      expect: {
        deadlineMs: 9_000,
        timeouts: { headersMs: 2_000, attemptMs: 2_000 },
        breaker: { failureRatio: 1, minSamples: 1, windowMs: 5_000, openMs: 500 },
        outage: { fromMs: 1_234, toMs: 5_678, recoversWithinMs: 16_000 },
      },
    }
    const tried: Scenario[] = []
    const { scenario } = await shrinkScenario(outage, (simpler) => {
      tried.push(simpler)
      return simpler.expect.outage !== undefined
    })
    expect(scenario.upstream.models['a']).toEqual([during(0, 1, overloaded({}))])
    expect(scenario.expect.outage).toEqual({ fromMs: 0, toMs: 1, recoversWithinMs: 16_000 })
    const withoutCircuit = tried.filter(({ expect: { breaker } }) => breaker === undefined)
    expect(withoutCircuit.length).toBeGreaterThan(0)
    for (const { expect: declared } of withoutCircuit) expect(declared.outage).toBeUndefined()
  })
})

test.each([
  [1, 0, [0]],
  [2, 1, [1]],
  [1_234, 0, [0, 1, 10, 100, 617, 1_000, 1_200]],
  [-3_600, 0, [-0, -1, -10, -100, -1_000, -1_800, -3_000]],
])('smaller numbers than %d, from %d on', (value, least, smaller) => {
  expect(smallerThan(value, least)).toEqual(smaller)
})
