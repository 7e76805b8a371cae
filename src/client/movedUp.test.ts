import { expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { deadline, rateLimiter } from './policySpecs.ts'

test('a call moves up in the limiter’s queue when one before it gives up', async () => {
  await onVirtualNetwork(
    { models: { m: [] } },
    async ({ client, clock, history }) => {
      const controller = new AbortController()
      const calls = [{}, { signal: controller.signal }, {}].map((options) =>
        client.chat(hello, options).catch(() => null),
      )
      await clock.sleep(10_000)
      controller.abort()
      await Promise.all(calls)
      const starts = history.events.filter(({ type }) => type === 'exchange-started').map(({ at }) => at)
      expect(starts).toEqual([0, 60_000])
    },
    { policies: [rateLimiter({ rpm: 1 }), deadline(200_000)] },
  )
})
