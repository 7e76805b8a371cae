import { expectResilient } from 'brownout/vitest'
import { expect, test } from 'vitest'
import { firstModelIsEnough, halfAnswer, withheldStream } from './days.ts'
import { open } from './rehearsed.ts'

// Real sockets, real time: a test needs more of it than its scenario's deadline, which is 4 s here.
const timeout = 20_000

test.each(['auth-401', '503-retry-after', 'net-reset', '200-error-object', 'sse-cut', 'sse-stall'])(
  'the assistant stands %s',
  { timeout },
  async (scenario) => {
    await expectResilient({ open }, scenario)
  },
)

test('nobody is sent to the second model while the first is well', { timeout }, async () => {
  const run = await expectResilient({ open }, firstModelIsEnough, { promises: { maxAttemptsPerCall: 1 } })
  expect(run).toMatchObject({ answered: 2, attempts: 2 })
})

test('half an answer is none: the other model is asked', { timeout }, async () => {
  const run = await expectResilient({ open }, halfAnswer)
  expect(run).toMatchObject({ answered: 2, attempts: 4 })
})

test('a stream of which nothing is shown is no answer', { timeout }, async () => {
  const run = await expectResilient({ open }, withheldStream)
  expect(run).toMatchObject({ answered: 2 })
})
