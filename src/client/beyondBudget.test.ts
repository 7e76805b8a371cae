import { expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { rateLimit } from '../faults/catalogue/index.ts'
import { first } from '../faults/index.ts'
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
