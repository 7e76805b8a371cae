import { expect, test } from 'vitest'
import { bodyOf, exchangeOf } from '../../test/support/exchange.ts'
import { answer } from './answer.ts'
import type { Exchange } from './fault.ts'
import { keptAnswer } from './keptAnswers.ts'
import { data } from './steps.ts'

const told = (exchange: Exchange) => bodyOf(keptAnswer(exchange, made))

let making = 0
function made({ model, stream, call, attempt, nth }: Exchange) {
  making += 1
  return [data(Buffer.from(JSON.stringify([model, stream, call, attempt, nth])))]
}

test('an answer that is asked for again and again is made twice', () => {
  const exchange = ownExchange({ call: 77 })
  making = 0
  expect(new Set([1, 2, 3, 4].map(() => told(exchange))).size).toBe(1)
  expect(making).toBe(2)
})

/** Of a model that no other test asks: what others were answered is kept, too. */
const ownExchange = (given: Partial<Exchange>) => exchangeOf({ model: 'kept', ...given })

const numbers = Array.from({ length: 6_000 }, (_, number) => number)

/** So many that some of them share a place, though they differ in one thing alone. */
const families: Readonly<Record<string, readonly Exchange[]>> = {
  call: numbers.map((call) => ownExchange({ call })),
  attempt: numbers.map((attempt) => ownExchange({ attempt })),
  nth: numbers.map((nth) => ownExchange({ nth })),
  stream: numbers.flatMap((nth) => [ownExchange({ nth, stream: true }), ownExchange({ nth, stream: false })]),
  model: numbers.flatMap((nth) => [ownExchange({ nth, model: 'kept a' }), ownExchange({ nth, model: 'kept b' })]),
  'whether there is a call': numbers.flatMap((nth) => [
    ownExchange({ nth, call: null }),
    ownExchange({ nth, call: 0 }),
  ]),
}

test.each(Object.keys(families))('no answer is taken for one that differs in its %s', (name) => {
  for (const exchange of families[name]!) {
    const expected = bodyOf(made(exchange))
    expect([told(exchange), told(exchange), told(exchange)]).toEqual([expected, expected, expected])
  }
})

test.each([true, false])('the third answer is the first one to the byte (stream: %j)', (stream) => {
  const exchange = exchangeOf({ model: 'kept by answer', stream })
  const [first, , third] = [1, 2, 3].map(() => [...answer(exchange)])
  expect(third).toEqual(first)
})
