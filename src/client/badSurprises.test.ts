import { describe, expect, test, vi } from 'vitest'
import { CannedTransport, completion, hello, onTransport, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { always, catalogue, defineFault, first } from '../faults/index.ts'
import { createRandom, TransportError, VirtualClock } from '../runtime/index.ts'
import { classifyTransport } from './classify.ts'
import { createClient } from './createClient.ts'
import { circuitBreaker, retry, timeout } from './policySpecs.ts'

const { invalidApiKey, limitData, rateLimit } = catalogue
const whole = 'Patience is a resource: spend it well. Kiên nhẫn 🐢'

const collect = async (stream: AsyncIterable<string>) => {
  let text = ''
  for await (const delta of stream) text += delta
  return text
}

describe('an error whose body is cut', () => {
  const cut = always(limitData({ bytes: 10 }))

  test('still says how long to stay away', async () => {
    const rules = [first(1, limitData({ bytes: 10 })), first(1, rateLimit({ retryAfterSeconds: 3 }))]
    await onVirtualNetwork(
      { models: { main: rules } },
      async ({ client, clock }) => {
        await client.chat(hello)
        expect(clock.now()).toBe(3000)
      },
      // Asked waits are spread by as much: without, the instant is exact.
      { policies: [retry({ initialDelayMs: 0 })] },
    )
  })

  test('still says that the key is dead', async () => {
    const dead = [cut, always(invalidApiKey({}))]
    await onVirtualNetwork({ models: { main: dead, other: dead } }, async ({ client, history }) => {
      await expect(client.chat(hello)).rejects.toMatchObject({ errorClass: 'auth', status: 401 })
      expect(history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(1)
    })
  })
})

describe('a stream that breaks after its first words', () => {
  const breaking = { models: { main: [always(limitData({ bytes: 900 }))] } }

  test('counts for the circuit breaker, and stands among the attempts as what it was', async () => {
    await onVirtualNetwork(
      breaking,
      async ({ client, events }) => {
        for (let call = 0; call < 3; call += 1) {
          const error = await collect(client.stream(hello)).catch((thrown: unknown) => thrown)
          expect(error).toMatchObject({ attempts: [{ failure: { errorClass: 'protocol', reason: 'truncated' } }] })
        }
        expect(events.filter(({ type }) => type === 'breaker-changed')).toMatchObject([{ from: 'closed', to: 'open' }])
        expect(events.filter(({ type }) => type === 'attempt-ended')).toHaveLength(3)
      },
      { policies: [circuitBreaker({ minSamples: 3 })] },
    )
  })

  test('a reader who leaves says nothing about the endpoint', async () => {
    await onVirtualNetwork(
      { models: { main: [] } },
      async ({ client, events }) => {
        for (let call = 0; call < 5; call += 1) for await (const _delta of client.stream(hello)) break
        expect(events.filter(({ type }) => type === 'breaker-changed')).toEqual([])
        expect(events.filter(({ type }) => type === 'attempt-ended')).toHaveLength(5)
      },
      { policies: [circuitBreaker({ minSamples: 3 })] },
    )
  })
})

/** A healthy answer that takes its time between pieces. */
const unhurried = defineFault<{ gapMs: number }>({
  type: 'unhurried',
  doc: 'Waits before each piece.',
  source: 'Any large model.',
  arbitrary: (fc) => fc.record({ gapMs: fc.nat(200) }),
  *apply({ gapMs }, _exchange, next) {
    for (const step of next()) {
      if (step.do === 'data') yield { do: 'wait', ms: gapMs }
      yield step
    }
  },
})

test('a slow reader is no slow server: while it is busy, the idle limit rests', async () => {
  await onVirtualNetwork(
    { models: { main: [always(unhurried({ gapMs: 200 }))] } },
    async ({ client, clock }) => {
      let text = ''
      for await (const delta of client.stream(hello)) {
        await clock.sleep(1000)
        text += delta
      }
      expect(text).toContain(whole)
    },
    { policies: [timeout({ byteIdleMs: 300 })] },
  )
})

test.each<[string, () => unknown, string]>([
  [
    'throws',
    () => {
      throw new Error('the log is full')
    },
    'threw: Error: the log is full',
  ],
  ['rejects', () => Promise.reject(new Error('no disk')), 'rejected: Error: no disk'],
])('a sink that %s loses no call, and is warned about once', async (_how, sink, words) => {
  const warnings: unknown[] = []
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(warning))
  const clock = new VirtualClock()
  const client = createClient({
    endpoints: [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-0123456789' }],
    runtime: {
      clock,
      random: createRandom(1),
      transport: new CannedTransport({ body: completion('fine') }),
      sink,
    },
  })
  expect((await clock.run(() => client.chat(hello))).text).toBe('fine')
  await clock.run(() => client.chat(hello))
  expect(warnings).toEqual([`the sink of a brownout client ${words}`])
  warn.mockRestore()
})

describe("the caller's own mistakes are nobody else's", () => {
  test('a request that cannot be written as JSON is sent nowhere and opens no circuit', async () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    const transport = new CannedTransport({ body: completion('fine') })
    await onTransport(transport, async ({ client }) => {
      const error = await client.chat({ ...hello, cycle }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ errorClass: 'invalid_request', reason: 'not_json' })
      expect(transport.requests).toEqual([])
    })
  })

  test.each([
    ['UND_ERR_INVALID_ARG', 'invalid_request'],
    ['UND_ERR_DESTROYED', 'aborted'],
    ['UND_ERR_CLOSED', 'aborted'],
  ])('%s is %s', (code, errorClass) => {
    expect(classifyTransport(new TransportError('connect', 'other', code, new Error(code))).errorClass).toBe(errorClass)
  })

  test.each([0, -5, Number.NaN])('a deadline of %d ms is refused', async (deadlineMs) => {
    await onTransport(new CannedTransport({ body: completion('fine') }), async ({ client }) => {
      await expect(client.chat(hello, { deadlineMs })).rejects.toThrow('expected a number of ms from 1')
    })
  })
})

describe('a 200 that is not what it seems', () => {
  const answered = async (body: unknown) => {
    const transport = new CannedTransport({ body: JSON.stringify(body) })
    const once = { policies: [retry({ maxAttemptsPerCall: 1 })] }
    return onTransport(transport, ({ client }) => client.chat(hello).catch((thrown: unknown) => thrown), once)
  }
  const choice = (fields: object) => ({ choices: [{ index: 0, ...fields }] })

  test.each([
    [{ error: { code: 429, message: 'x' } }, 'rate_limited'],
    [{ error: { code: 401, message: 'x' } }, 'auth'],
    [{ error: { code: 402, message: 'x' } }, 'quota_exhausted'],
    [choice({ message: null, finish_reason: 'stop' }), 'protocol'],
    [choice({ message: { content: '' }, finish_reason: 'content_filter' }), 'content_policy'],
    [choice({ message: { content: null, refusal: 'no' }, finish_reason: 'stop' }), 'content_policy'],
    [choice({ message: { content: '' }, finish_reason: 'stop' }), 'protocol'],
  ])('%j is %s', async (body, errorClass) => {
    expect(await answered(body)).toMatchObject({ errorClass })
  })

  test('whose tokens ran out before the first word is an answer', async () => {
    expect(await answered(choice({ message: { content: '' }, finish_reason: 'length' }))).toMatchObject({ text: '' })
  })
})

test('a stream that is left before it began settles its reply', async () => {
  await onVirtualNetwork({ models: { main: [] } }, async ({ client }) => {
    const stream = client.stream(hello)
    await stream[Symbol.asyncIterator]().return?.()
    await expect(stream.reply).rejects.toThrow('left before its end')
  })
})
