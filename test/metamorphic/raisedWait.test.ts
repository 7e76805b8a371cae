import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { catalogue, endpointsOf } from '../../src/faults/index.ts'
import { dropsLongWaits } from '../../src/targets/mutants/index.ts'
import { isTimeless, keeping, oneCall, told, withRules, type Day } from '../support/oneCall.ts'
import { breaking, holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

const { rateLimit } = catalogue

/** What one endpoint asks for, attempt by attempt, and by how much more it asks the second time. */
const cases = fc
  .record({
    day: oneCall,
    place: fc.nat(),
    asks: fc.array(
      fc.record({
        waitMs: fc.oneof(fc.integer({ min: 1, max: 1_500 }), fc.integer({ min: 1, max: 70_000 })),
        raisedByMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60_000 })),
        rendering: fc.constantFrom('seconds', 'milliseconds', 'imf-fixdate', 'ratelimit', 'reset-iso'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ day, place, asks }) => {
    const { retryBudget: _budget, ...declared } = day.declared
    // A retry budget fills with time: who waits longer may then retry more often.
    const timeless = keeping({ ...day, declared }, { model: isTimeless, origin: isTimeless })
    const chain = endpointsOf(day.upstream)
    const { model } = chain[place % chain.length]!
    const asking = (raise: 0 | 1): Day => ({
      ...timeless,
      upstream: withRules(timeless.upstream, model, (rules) => [
        ...asks.map(({ waitMs, raisedByMs, rendering }, index) => ({
          when: { first: index + 1 },
          fault: rateLimit({
            waitMs: waitMs + raise * raisedByMs,
            rendering: index === 0 ? rendering : exact(rendering),
          }),
        })),
        ...rules,
      ]),
    })
    return { model, usual: asking(0), raised: asking(1) }
  })

/** A date is rounded up to whole seconds: when it is asked for later, less than before may be added. */
function exact<Rendering extends string>(rendering: Rendering): Rendering | 'milliseconds' {
  return rendering === 'imf-fixdate' ? 'milliseconds' : rendering
}

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never

/** The attempts at the endpoint that asks; elsewhere the call may well be sooner, for it does not wait here. */
async function startsAt(day: Day, model: string, target?: typeof dropsLongWaits): Promise<number[]> {
  const { call } = await told(day, target && { target })
  return call.exchanges.filter(({ started }) => started.model === model).map(({ started }) => started.at)
}

async function neverEarlier({ model, usual, raised }: Case, target?: typeof dropsLongWaits): Promise<boolean> {
  const before = await startsAt(usual, model, target)
  const after = await startsAt(raised, model, target)
  expect(after.length).toBeLessThanOrEqual(before.length)
  for (const [index, atMs] of after.entries()) expect(atMs).toBeGreaterThanOrEqual(before[index]!)
  return before.length > 1
}

/** From one wait to a longer one: a header beats the prose, so a short wait in it may be less than none at all. */
test('whoever asks for more is not asked earlier, nor more often', () =>
  holds(cases, { runs: 1_000, tested: 0.05 }, (value) => neverEarlier(value)))

test('a client that takes long waits for mistakes is told apart', async () => {
  await neverEarlier(await breaking(cases, 1_000, (value) => neverEarlier(value, dropsLongWaits)))
})
