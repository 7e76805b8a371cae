import { describe, expect, test } from 'vitest'
import { onVirtualNetwork } from '../../test/support/clientStage.ts'
import { always, catalogue } from '../faults/index.ts'
import { circuitBreaker, health, rateLimiter, retry, type PolicySpec } from './policySpecs.ts'

const { status } = catalogue
const question = { messages: [{ role: 'user', content: 'hello' }] } as const

/** Opens the circuit of an endpoint for an hour with one call, and gives the instants at which it is asked in 70 s. */
function askedWhileOpen(answer: { status: number; retryAfterSeconds?: number }, ...more: PolicySpec[]) {
  const script = { models: { main: [always(status(answer))] } }
  const circuit = circuitBreaker({ minSamples: 1, failureRatio: 0.5, openMs: 3_600_000 })
  const policies = [circuit, health({ probe: 'chat', everyMs: 5_000 }), retry({ maxAttemptsPerEndpoint: 1 }), ...more]
  return onVirtualNetwork(
    script,
    async ({ client, clock, history }) => {
      await client.chat(question).catch(() => undefined)
      await clock.sleep(70_000)
      await client.close()
      return history.events.flatMap((event) => (event.type === 'exchange-started' ? [event.at] : []))
    },
    { policies },
  )
}

describe('a chat probe of an endpoint whose circuit is open', () => {
  test('is what probes are for', async () => {
    expect((await askedWhileOpen({ status: 500 })).length).toBeGreaterThan(10)
  })

  test('is not sent before the server said', async () => {
    const asked = await askedWhileOpen({ status: 503, retryAfterSeconds: 20 })
    expect(asked.length).toBeGreaterThan(2)
    for (const [index, at] of asked.entries())
      expect(at - (asked[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(20_000)
  })

  test('is not sent over the limit of requests', async () => {
    const asked = await askedWhileOpen({ status: 500 }, rateLimiter({ rpm: 3 }))
    expect(asked.filter((at) => at < 60_000)).toHaveLength(3)
  })
})
