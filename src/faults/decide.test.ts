import { describe, expect, test } from 'vitest'
import { exchangeOf, headOf, told } from '../../test/support/exchange.ts'
import { createRandom } from '../runtime/index.ts'
import { connectionRefused, latency, limitData, serverError, tlsExpired } from './catalogue/index.ts'
import { decide, decideConnection, initialState, type ScriptState } from './decide.ts'
import { faultNamed, UnknownFault } from './faultOf.ts'
import { after, always, during, first, probability, type Rule, type Script } from './script.ts'

const broken = serverError({})
const scriptOf = (...rules: Rule[]): Script => ({ models: { m: rules, other: [] } })

/** The statuses of requests one after the other. */
function statuses(script: Script, requests: readonly Parameters<typeof exchangeOf>[0][]): number[] {
  let state: ScriptState = initialState
  return requests.map((request) => {
    const decided = decide(script, state, exchangeOf(request))
    state = decided.state
    return headOf(decided.steps).status
  })
}
const five = [{}, {}, {}, {}, {}]

describe('when a rule applies', () => {
  test.each([
    ['always', always(broken), [500, 500, 500, 500, 500]],
    ['the first two', first(2, broken), [500, 500, 200, 200, 200]],
    ['the first none', first(0, broken), [200, 200, 200, 200, 200]],
    ['all but the first two', after(2, broken), [200, 200, 500, 500, 500]],
    ['with certainty', probability(1, broken), [500, 500, 500, 500, 500]],
    ['never', probability(0, broken), [200, 200, 200, 200, 200]],
  ])('%s', (_story, rule, expected) => {
    expect(statuses(scriptOf(rule), five)).toEqual(expected)
  })

  test('during a time: its start is in, its end is out', () => {
    const at = [999, 1_000, 1_999, 2_000].map((atMs) => ({ atMs }))
    expect(statuses(scriptOf(during(1_000, 2_000, broken)), at)).toEqual([200, 500, 500, 200])
  })

  test('by chance: the exchange’s own, so that the order does not matter', () => {
    const random = createRandom(1)
    const numbered = Array.from({ length: 400 }, (_, nth) => nth)
    const fate = (nth: number) =>
      headOf(
        decide(scriptOf(probability(0.25, broken)), initialState, exchangeOf({ nth, random: random.stream('x', nth) }))
          .steps,
      ).status
    const fates = numbered.map(fate)
    expect(numbered.toReversed().map(fate).toReversed()).toEqual(fates)
    // Binomial: 100 expected of 400, standard deviation 8.7.
    expect(Math.abs(fates.filter((status) => status === 500).length - 100)).toBeLessThan(5 * 8.7)
  })

  test('each rule and each model counts for itself', () => {
    const script: Script = { models: { m: [first(1, broken)], other: [first(2, broken)] } }
    const requests = [{}, { model: 'other' }, {}, { model: 'other' }, { model: 'other' }]
    expect(statuses(script, requests)).toEqual([500, 500, 200, 500, 200])
  })

  test('a model that the script does not bend is well', () => {
    expect(statuses(scriptOf(always(broken)), [{ model: 'other' }])).toEqual([200])
  })
})

describe('several rules at once', () => {
  test('the first is outermost: it wraps, or replaces, what the later ones give', () => {
    const slowThenBroken = decide(scriptOf(always(latency({ delayMs: 7 })), always(broken)), initialState, exchangeOf())
    expect(told(slowThenBroken.steps).slice(0, 2)).toEqual(['wait 7', 'head 500'])
    const brokenThenSlow = decide(scriptOf(always(broken), always(latency({ delayMs: 7 }))), initialState, exchangeOf())
    expect(told(brokenThenSlow.steps)[0]).toBe('head 500')
    const twice = decide(
      scriptOf(always(limitData({ bytes: 9 })), always(limitData({ bytes: 5 }))),
      initialState,
      exchangeOf(),
    )
    expect(told(twice.steps)).toEqual(['head 200', '5 bytes', 'fin'])
  })

  test('a rule that is hidden behind another counts all the same', () => {
    const script = scriptOf(first(2, broken), first(3, serverError({ provider: 'minimax' })))
    expect(statuses(script, five).slice(0, 2)).toEqual([500, 500])
    let state: ScriptState = initialState
    for (let count = 0; count < 3; count += 1) state = decide(script, state, exchangeOf()).state
    expect(headOf(decide(script, state, exchangeOf()).steps).truth.class).toBe('ok')
  })
})

describe('deciding is pure', () => {
  test('the same state gives the same answer, and is left as it was', () => {
    const script = scriptOf(first(1, broken))
    const state = Object.freeze({ reached: Object.freeze({}), memories: Object.freeze({}) })
    const [one, two] = [decide(script, state, exchangeOf()), decide(script, state, exchangeOf())]
    expect([...one.steps]).toEqual([...two.steps])
    expect(one.state).toEqual(two.state)
    expect(state).toEqual({ reached: {}, memories: {} })
  })

  test('where nothing counts nothing changes', () => {
    expect(decide(scriptOf(always(broken)), initialState, exchangeOf()).state).toBe(initialState)
  })
})

describe('connections', () => {
  const script: Script = {
    models: { m: [] },
    origins: { west: { serves: ['m'], rules: [first(1, connectionRefused({})), first(2, tlsExpired({}))] } },
  }
  const meet = (state: ScriptState, origin = 'west') => decideConnection(script, state, origin, 0, () => 0)

  test('the first rule that applies decides, and all count', () => {
    let state: ScriptState = initialState
    const steps = [1, 2, 3].map(() => {
      const met = meet(state)
      state = met.state
      return met.step
    })
    expect(steps).toEqual([{ do: 'refuse' }, { do: 'tls', certificate: 'expired' }, { do: 'accept' }])
  })

  test('an origin without rules accepts', () => {
    expect(meet(initialState, 'gateway')).toEqual({ step: { do: 'accept' }, state: initialState })
  })
})

describe('a script that makes no sense is refused', () => {
  test('a fault that nobody knows', () => {
    expect(() => faultNamed('gremlin')).toThrow(UnknownFault)
    expect(() => decide(scriptOf(always({ type: 'gremlin' })), initialState, exchangeOf())).toThrow('"gremlin"')
  })

  test('a fault of connections under a model, and the other way round', () => {
    expect(() => decide(scriptOf(always(tlsExpired({}))), initialState, exchangeOf())).toThrow(UnknownFault)
    const misplaced = { models: { m: [] }, origins: { west: { serves: ['m'], rules: [always(broken)] } } }
    expect(() => decideConnection(misplaced, initialState, 'west', 0, () => 0)).toThrow(UnknownFault)
  })
})
