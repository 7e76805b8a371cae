import { expect, test } from 'vitest'
import { completion, hello, onTransport, onVirtualNetwork, CannedTransport } from '../../test/support/clientStage.ts'
import { latency, noHeaders, rateLimit, stall } from '../faults/catalogue/index.ts'
import { always } from '../faults/index.ts'
import { ChatError } from './chatError.ts'
import { concurrency, deadline, health, timeout } from './policySpecs.ts'

test('an endpoint that eats a whole call is asked last for a while: one caller alone gets past a black hole', async () => {
  const script = { models: { hole: [always(noHeaders({}))], well: [] } }
  const act = async ({ client }: Parameters<Parameters<typeof onVirtualNetwork>[1]>[0]) => {
    const outcomes: string[] = []
    for (let call = 0; call < 12; call += 1)
      outcomes.push(
        await client.chat(hello).then(
          ({ endpoint }) => endpoint,
          () => 'failed',
        ),
      )
    return outcomes
  }
  const outcomes = await onVirtualNetwork(script, act, { policies: [deadline('10s')] })
  expect(outcomes).toEqual(['failed', ...Array.from({ length: 11 }, () => 'well')])
})

test('who stands in one line may leave it for an endpoint that is free', async () => {
  const script = {
    models: { slow: [always(latency({ delayMs: 15_000 }))], quick: [always(latency({ delayMs: 1_000 }))] },
  }
  await onVirtualNetwork(
    script,
    async ({ client, clock }) => {
      const replies = await Promise.all([0, 1, 2].map(() => client.chat(hello)))
      expect(replies.map(({ endpoint }) => endpoint)).toEqual(['slow', 'quick', 'quick'])
      expect(clock.now()).toBe(15_000)
      const next = await Promise.all([0, 1, 2, 3].map(() => client.chat(hello)))
      expect(next).toHaveLength(4)
    },
    { policies: [concurrency(1)] },
  )
})

test('a key that was refused says when it is tried again', async () => {
  await onTransport(new CannedTransport({ status: 401, body: '{}' }), async ({ client, clock }) => {
    await client.chat(hello).catch(() => 0)
    const retryAtMs = clock.epochMs() + 300_000
    await expect(client.chat(hello)).rejects.toMatchObject({ reason: 'cooling_down', retryAtMs })
  })
})

test('close() ends calls that wait, and those that come later, without a request', async () => {
  const script = { models: { m: [always(rateLimit({ retryAfterSeconds: 50 }))] } }
  await onVirtualNetwork(script, async ({ client, clock, history }) => {
    const call = client.chat(hello)
    await clock.sleep(100)
    await client.close()
    await expect(call).rejects.toMatchObject({ errorClass: 'aborted', reason: 'closed' })
    expect(clock.now()).toBe(100)
    await expect(client.chat(hello)).rejects.toMatchObject({ errorClass: 'aborted', reason: 'closed' })
    expect(history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })
})

test('a chat probe is told as an attempt of its own kind, of no call', async () => {
  const policies = [health({ probe: 'chat' })]
  await onTransport(
    new CannedTransport({ body: completion('x') }),
    async ({ client, clock, events }) => {
      await clock.sleep(61_000)
      await client.close()
      const probes = events.filter((event) => event.type === 'attempt-started')
      expect(probes.length).toBeGreaterThan(0)
      for (const probe of probes) expect(probe).toMatchObject({ call: -1, kind: 'probe' })
    },
    { policies },
  )
})

test.each<[string, { attemptMs: number } | undefined, string[]]>([
  ['the limit of the attempt passes', { attemptMs: 500 }, ['well after 500 ms, m: rate_limited', 'well after 0 ms']],
  ['the deadline passes', undefined, ['timeout after 2000 ms, m: timeout', 'well after 0 ms']],
])('what a 429 asks for holds, even if its body never ends and %s', async (_story, limits, expected) => {
  const script = {
    models: { m: [always(stall({ bytes: 2 })), always(rateLimit({ retryAfterSeconds: 30 }))], well: [] },
  }
  await onVirtualNetwork(
    script,
    async ({ client, clock }) => {
      const told: string[] = []
      for (let call = 0; call < 2; call += 1) {
        const startedAtMs = clock.now()
        const ended = await client.chat(hello).catch((error: ChatError) => error)
        const failures = ended.attempts.flatMap(({ endpoint, failure }) =>
          failure === null ? [] : [`${endpoint}: ${failure.errorClass}`],
        )
        const name = ended instanceof ChatError ? ended.errorClass : ended.endpoint
        told.push([`${name} after ${clock.now() - startedAtMs} ms`, ...failures].join(', '))
        // By then nobody suspects an endpoint any more only because it ate a call.
        await clock.sleep(20_000)
      }
      expect(told).toEqual(expected)
    },
    { policies: [deadline('2s'), ...(limits === undefined ? [] : [timeout(limits)])] },
  )
})
