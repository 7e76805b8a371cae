import { expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { limitData, rateLimit } from '../faults/catalogue/index.ts'
import { always, first } from '../faults/index.ts'
import { budget, deadline } from './policySpecs.ts'

test('what no endpoint can ever be paid for fails with `budget` at once, whoever is cooling down', async () => {
  const script = { models: { busy: [first(1, rateLimit({ retryAfterSeconds: 30 }))], well: [] } }
  const price = { input: '0.42', output: '0.42' }
  const endpoints = ['busy', 'well'].map((model) => ({
    model,
    baseURL: 'https://gateway.test/v1',
    apiKey: 'sk-0123456789',
    price,
  }))
  await onVirtualNetwork(
    script,
    async ({ client, clock }) => {
      await client.chat({ ...hello, max_tokens: 10 })
      const atMs = clock.now()
      const call = client.chat({ ...hello, max_tokens: 1_000_000 })
      await expect(call).rejects.toMatchObject({ errorClass: 'budget', attempts: [] })
      expect(clock.now()).toBe(atMs)
    },
    { endpoints, policies: [budget({ usd: '0.01' }), deadline('10s')] },
  )
})

test('nobody waits for a retry that cannot be paid for any more', async () => {
  const script = { models: { cut: [always(limitData({ bytes: 60 }))] } }
  const endpoint = { model: 'cut', baseURL: 'https://gateway.test/v1', apiKey: 'sk-0123456789' }
  await onVirtualNetwork(
    script,
    async ({ client, clock }) => {
      // The worst case of one attempt is more than half of the budget, and a cut answer keeps it.
      const call = client.chat({ ...hello, max_tokens: 1_000_000 })
      await expect(call).rejects.toMatchObject({ errorClass: 'budget', attempts: [{ endpoint: 'cut' }] })
      expect(clock.now()).toBe(0)
    },
    {
      endpoints: [{ ...endpoint, price: { input: '0', output: '1' } }],
      policies: [budget({ usd: '1.5' }), deadline('10s')],
    },
  )
})
