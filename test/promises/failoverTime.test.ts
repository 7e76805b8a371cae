import { describe, expect, test } from 'vitest'
import { hedge, retry, type ChatClient, type PolicySpec } from '../../src/client/index.ts'
import { always, catalogue, type FaultSpec, type Script } from '../../src/faults/index.ts'
import { PromiseStage, quantile, question, tell } from '../support/promiseStage.ts'

const { connectionRefused, latency, noHeaders, overloaded, quotaExhausted, resetPeer, status, tlsExpired } = catalogue

/** One round trip of each endpoint. */
const primaryMs = 45
const secondMs = 60
const hedgeMs = 400
const calls = 200

interface Failing {
  readonly exchange?: FaultSpec
  readonly connection?: FaultSpec
  readonly policies?: readonly PolicySpec[]
}

function scriptOf({ exchange, connection }: Failing): Script {
  const faults = exchange === undefined ? [] : [always(exchange)]
  return {
    models: {
      primary: [always(latency({ delayMs: primaryMs })), ...faults],
      second: [always(latency({ delayMs: secondMs }))],
    },
    origins: {
      west: { serves: ['primary'], tls: true, rules: connection === undefined ? [] : [always(connection)] },
      east: { serves: ['second'] },
    },
  }
}

/** Ask, and give the endpoint that answered and the instant at which the answer (of a stream: its first words) was there. */
const kinds = {
  chat: async (client: ChatClient, call: number, now: () => number) => {
    const { endpoint } = await client.chat(question(call), { callId: call })
    return { endpoint, atMs: now() }
  },
  stream: async (client: ChatClient, call: number, now: () => number) => {
    const answer = client.stream(question(call), { callId: call })
    let atMs: number | undefined
    for await (const _delta of answer) atMs ??= now()
    return { endpoint: (await answer.reply).endpoint, atMs: atMs! }
  },
}

/**
 * In ms, from the primary's failure to the second's answer; where the primary never fails, but only is silent, from the
 * question. Each call is the first of a client that knows nothing yet: no circuit is open, and no key is buried.
 */
async function failoverTimes(failing: Failing, kind: keyof typeof kinds): Promise<number[]> {
  const stage = new PromiseStage(scriptOf(failing))
  const times: number[] = []
  await stage.play(() =>
    stage.pace(calls, 1_000, async (call) => {
      const client = stage.open({ seed: call, policies: failing.policies ?? [] })
      const askedAtMs = stage.clock.now()
      const { endpoint, atMs } = await kinds[kind](client, call, () => stage.clock.now())
      expect(endpoint).toBe('second')
      const ended = stage.events.flatMap((event) =>
        event.type === 'attempt-ended' && event.call === call && event.endpoint === 'primary' ? [event] : [],
      )
      const failed = ended.find(({ errorClass }) => errorClass !== 'aborted')
      times.push(atMs - (failed?.at ?? askedAtMs))
      await client.close()
    }),
  )
  return times
}

describe.each(['chat', 'stream'] as const)('from the primary’s failure to the second’s answer: %s', (kind) => {
  test.each<[failure: string, failing: Failing, mostMs: number]>([
    ['401, another key', { exchange: status({ status: 401 }) }, secondMs],
    ['402', { exchange: status({ status: 402 }) }, secondMs],
    ['hard quota (429)', { exchange: quotaExhausted({}) }, secondMs],
    ['refused', { connection: connectionRefused({}) }, secondMs],
    ['TLS certificate', { connection: tlsExpired({}) }, secondMs],
    ['503', { exchange: overloaded({}) }, 1_000],
    ['reset', { exchange: resetPeer({}) }, 1_000],
    ['no headers, hedged', { exchange: noHeaders({}), policies: [hedge({ afterMs: hedgeMs })] }, hedgeMs + secondMs],
  ])('%s', async (failure, failing, mostMs) => {
    const times = await failoverTimes(failing, kind)
    const [p50Ms, p99Ms] = [0.5, 0.99].map((q) => Math.round(quantile(times, q)))
    tell(`failover, ${kind}: ${failure.padEnd(19)} p50 ${p50Ms} ms, p99 ${p99Ms} ms, at most ${mostMs} ms`)
    expect(times).toHaveLength(calls)
    expect(p99Ms).toBeLessThanOrEqual(mostMs)
  })
})

describe('an endpoint that only fails', () => {
  const dead = [always(overloaded({}))]

  /** The endpoints that one call asks, in turn. */
  async function tour(models: Script['models'], policies: readonly PolicySpec[] = []) {
    const stage = new PromiseStage({ models })
    return stage.play(async () => {
      await stage
        .open({ policies })
        .chat(question())
        .catch(() => undefined)
      return stage.asked.map(({ model }) => model).join(' ')
    })
  }

  test.each([
    ['alone, is tried as often as the policy says', { a: dead }, 'a a a'],
    ['is tried twice while another is open', { a: dead, b: [] }, 'a a b'],
    ['leaves attempts for the third, if the second only fails too', { a: dead, b: dead, c: [] }, 'a a b b c'],
    ['is tried to the last where no other is left', { a: dead, b: dead }, 'a a b b b'],
  ])('%s', async (_story, models, expected) => {
    expect(await tour(models)).toBe(expected)
  })

  test('with shorter waits there is patience for more, with longer ones for none', async () => {
    const models = { a: dead, b: [] }
    expect(await tour(models, [retry({ initialDelayMs: 333 })])).toBe('a a a b')
    expect(await tour(models, [retry({ initialDelayMs: 1_001 })])).toBe('a b')
    expect(await tour(models, [retry({ patienceMs: 1_500 })])).toBe('a a a b')
  })
})
