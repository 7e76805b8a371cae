import { describe, expect, test } from 'vitest'
import { ask, chatError, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, streams, usageOf } from '../../test/support/scriptedPeer.ts'
import { acceptFrom, type Acceptance } from './accept.ts'
import type { Answer } from './completion.ts'
import { accept, circuitBreaker, retry } from './policySpecs.ts'

const answer = (text: string): Answer => ({ text, reasoning: '', finishReason: 'stop', usage: null, toolCalls: [] })
const judged = (acceptance: Acceptance, text: string) => acceptFrom(acceptance)(answer(text))
const toolCall = { tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }] }
const refusal = { errorClass: 'unacceptable', status: 200 }

describe('a predicate', () => {
  test('sees the answer, and lets it pass', () => {
    const seen: Answer[] = []
    expect(judged((given) => (seen.push(given), true), 'fine')).toBeUndefined()
    expect(seen).toEqual([answer('fine')])
  })

  test('refuses it, with or without a reason', () => {
    expect(judged(() => false, 'x')).toMatchObject({
      ...refusal,
      reason: 'refused',
      message: 'the application refused the answer',
    })
    expect(judged(() => 'too short', 'x')).toMatchObject({ ...refusal, reason: 'refused', message: 'too short' })
  })

  test('that throws has not accepted it', () => {
    const throwing = () => {
      throw new Error('oops')
    }
    expect(judged(throwing, 'x')).toMatchObject({
      ...refusal,
      reason: 'refused',
      message: 'accept() threw: Error: oops',
      spoils: 'call',
    })
  })

  test.each([undefined, null, 1, {}, Promise.resolve(true)])('that says %s has not accepted it', (verdict) => {
    expect(judged(() => verdict as never, 'x')).toMatchObject({ ...refusal, reason: 'refused' })
  })
})

describe('a JSON Schema', () => {
  const jsonSchema = {
    type: 'object',
    required: ['city'],
    properties: {
      city: { type: 'string', minLength: 2 },
      people: { type: 'array', prefixItems: [{ type: 'integer' }] },
    },
  }

  test.each(['{"city":"Hue"}', ' {"city":"Hue","people":[3,"x"]} '])('lets %s pass', (text) => {
    expect(judged({ jsonSchema }, text)).toBeUndefined()
  })

  test.each([
    ['{}', 'schema', /breaks the JSON Schema at #: .*city/],
    ['{"city":"H"}', 'schema', /at #\/city: /],
    ['{"city":7}', 'schema', /at #\/city: /],
    ['{"city":"Hue","people":["x"]}', 'schema', /at #\/people\/0: /],
    ['[]', 'schema', /at #: /],
    ['The city is Hue', 'not_json', /not JSON/],
    ['', 'not_json', /not JSON/],
    ['```json\n{"city":"Hue"}\n```', 'not_json', /not JSON/],
  ])('refuses %s: %s', (text, reason, message) => {
    expect(judged({ jsonSchema }, text)).toMatchObject({ ...refusal, reason, message: expect.stringMatching(message) })
  })

  test('may be as plain as true and false', () => {
    expect(judged({ jsonSchema: true }, '0')).toBeUndefined()
    expect(judged({ jsonSchema: false }, '0')).toMatchObject({ reason: 'schema' })
  })
})

describe('a refused answer', () => {
  const isFine = accept(({ text }) => text === 'fine')
  const exact = retry({ initialDelayMs: 0 })

  test('is a failure like others: again here, then the next endpoint', async () => {
    await onPeers(
      { main: answers('bad'), spare: answers('fine') },
      async ({ client }) => {
        const { text, attempts } = await client.chat(ask)
        expect(text).toBe('fine')
        expect(toldAttempts({ attempts })).toEqual([
          'main first 0-0 unacceptable/refused',
          'main retry 0-0 unacceptable/refused',
          'main retry 0-0 unacceptable/refused',
          'spare fallback 0-0 ok',
        ])
      },
      { policies: [isFine, exact] },
    )
  })

  test('says at the end why, and what it counted', async () => {
    const usage = usageOf(3, 4)
    await onPeers(
      { main: answers('bad', { usage }) },
      async ({ client }) => {
        const error = await chatError(client.chat(ask))
        expect(error).toMatchObject({ errorClass: 'unacceptable', reason: 'refused', status: 200 })
        expect(error.message).toContain('not in rhyme')
        expect(error.attempts.map((attempt) => attempt.usage)).toEqual([usage, usage, usage])
      },
      { policies: [accept(() => 'not in rhyme'), exact] },
    )
  })

  test('by an accept() that turns out to be async ends the call: no other answer would fare better', async () => {
    const late = () => Promise.reject(new Error('late')) as unknown as boolean
    await onPeers(
      { main: answers('good'), spare: answers('good') },
      async ({ client }) => {
        const error = await chatError(client.chat(ask))
        expect(error.message).toContain('accept() must not be async: it returned a promise')
        expect(error.attempts).toHaveLength(1)
      },
      { policies: [accept(late), exact] },
    )
  })

  test('says nothing about the endpoint’s health', async () => {
    await onPeers(
      { main: answers('bad') },
      async ({ client, events }) => {
        await chatError(client.chat(ask))
        expect(events.filter(({ type }) => type === 'breaker-changed')).toEqual([])
      },
      { policies: [isFine, exact, circuitBreaker({ minSamples: 1, failureRatio: 0.01 })] },
    )
  })

  test('is what the call says, where it says something of its own', async () => {
    await onPeers(
      { main: answers('other') },
      async ({ client }) => {
        expect((await client.chat(ask, { accept: () => true })).text).toBe('other')
        expect((await chatError(client.chat(ask, { accept: { jsonSchema: true } }))).reason).toBe('not_json')
        expect((await chatError(client.chat(ask))).reason).toBe('refused')
      },
      { policies: [isFine, exact] },
    )
  })
})

describe('a refused stream', () => {
  const once = retry({ maxAttemptsPerCall: 1 })
  const read = async (stream: AsyncIterable<string>) => {
    for await (const _delta of stream);
  }

  test('is refused at its end, with all that the reader holds already; nothing is replayed', async () => {
    const main = streams(
      [
        [1, 'ba'],
        [1, 'd'],
      ],
      { usage: usageOf(10, 5) },
    )
    await onPeers(
      { main, spare: main },
      async ({ client, peer }) => {
        const stream = client.stream(ask)
        const error = await chatError(read(stream))
        expect(error).toMatchObject({ errorClass: 'unacceptable', reason: 'refused', partialText: 'bad' })
        expect(error.attempts).toMatchObject([{ failure: { errorClass: 'unacceptable' }, usage: usageOf(10, 5) }])
        expect(error.cost.usd).toBe('0.00002')
        expect(await chatError(stream.reply)).toBe(error)
        expect(peer.seen).toHaveLength(1)
      },
      { policies: [accept(({ text }) => text !== 'bad')], all: { price: { input: '1', output: '2' } } },
    )
  })

  test('that is accepted ends as it should; the application is asked once, about the whole', async () => {
    const seen: string[] = []
    const policies = [accept(({ text, finishReason }) => (seen.push(`${text} ${finishReason}`), true)), once]
    const plays = {
      main: streams([
        [1, 'fi'],
        [1, 'ne'],
      ]),
      whole: answers('whole'),
      tools: streams([[1, toolCall]]),
    }
    await onPeers(
      plays,
      async ({ client }) => {
        for (const prefer of ['main', 'whole', 'tools']) await read(client.stream(ask, { prefer }))
        expect(seen).toEqual(['fine stop', 'whole stop', ' stop'])
      },
      { policies },
    )
  })

  test('of which the reader has nothing yet is tried again: a document, or calls of tools alone', async () => {
    const main = [answers('bad'), streams([[1, toolCall]]), streams([[1, 'fine']])]
    await onPeers(
      { main },
      async ({ client }) => {
        const stream = client.stream(ask)
        await read(stream)
        const { text, attempts } = await stream.reply
        expect(text).toBe('fine')
        expect(attempts.map(({ failure }) => failure?.errorClass ?? 'ok')).toEqual([
          'unacceptable',
          'unacceptable',
          'ok',
        ])
      },
      { policies: [accept(({ text }) => text === 'fine')] },
    )
  })
})
