import { expect, test } from 'vitest'
import { scenarios } from '../../scenarios/index.ts'
import { client } from '../../targets/client.ts'
import { loopback } from './loopback.ts'

test('a history ends with its quiescence: what the upstream saw last comes before it', async () => {
  const scenario = scenarios.find(({ name }) => name === 'abort-in-attempt')!
  const { history } = await loopback.play({ target: client, scenario, seed: 1 })
  const lefts = history.events.filter((event) => event.type === 'exchange-ended' && event.how === 'client-left')
  expect(lefts).toHaveLength(2)
  expect(history.events.at(-1)?.type).toBe('run-quiesced')
})
