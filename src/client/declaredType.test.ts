import { describe, expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport } from '../../test/support/clientStage.ts'
import { chunk } from '../../test/support/timedTransport.ts'
import { retry } from './policySpecs.ts'

const policies = [retry({ maxAttemptsPerCall: 1 })]
const words = `${chunk({ content: 'a' })}${chunk({ content: 'b' }, 'stop')}data: [DONE]\n\n`

function streamed(body: string | readonly Uint8Array[], headers: Record<string, string>, status = 200) {
  const transport = new CannedTransport({ status, body, headers })
  return onTransport(transport, ({ client }) => client.stream(hello).reply, { policies })
}

function asked(body: string, headers: Record<string, string>, status = 200) {
  return onTransport(new CannedTransport({ status, body, headers }), ({ client }) => client.chat(hello), { policies })
}

describe('a stream is known', () => {
  test.each(['text/event-stream', 'Text/Event-Stream; charset=UTF-8', 'text/plain', 'application/octet-stream'])(
    'if it is declared as %s',
    async (type) => expect(await streamed(words, { 'content-type': type })).toMatchObject({ text: 'ab' }),
  )

  test.each([
    ['an event', words],
    ['a comment', `: hi\n\n${words}`],
    ['a name', `event: message\n${words}`],
    ['an id', `id: 1\n${words}`],
    ['a byte order mark', `\ufeff${words}`],
    ['line feeds', `\n\n\r\n${words}`],
  ])('without a declaration, by %s at its start', async (_what, body) => {
    expect(await streamed(body, {})).toMatchObject({ text: 'ab' })
    const bytes = Array.from(Buffer.from(body), (byte) => Buffer.from([byte]))
    expect(await streamed(bytes, {})).toMatchObject({ text: 'ab' })
  })

  test('and a document too', async () => {
    for (const type of ['application/json', 'text/plain', '']) {
      expect(await streamed(completion('whole'), { 'content-type': type })).toMatchObject({ text: 'whole' })
      expect(await asked(completion('whole'), { 'content-type': type })).toMatchObject({ text: 'whole' })
    }
  })
})

describe('a page is no answer', () => {
  test.each([
    ['text/html', '<!doctype html>', 'wrong_type'],
    ['Text/HTML; charset=utf-8', completion('so'), 'wrong_type'],
    ['text/plain', 'Bad gateway', 'wrong_type'],
    ['application/json', '<!doctype html>', 'bad_json'],
    ['', 'Bad gateway', 'bad_json'],
  ])('%s: %s', async (type, body, reason) => {
    for (const reply of [asked(body, { 'content-type': type }), streamed(body, { 'content-type': type })])
      await expect(reply).rejects.toMatchObject({ errorClass: 'protocol', reason })
  })
})

describe('another good status', () => {
  test.each([201, 203, 206, 299])('%d with a whole answer is an answer', async (status) => {
    expect(await asked(completion('so'), {}, status)).toMatchObject({ text: 'so' })
    expect(await streamed(words, { 'content-type': 'text/event-stream' }, status)).toMatchObject({ text: 'ab' })
  })

  test('204 is empty', async () => {
    for (const reply of [asked('', {}, 204), streamed('', {}, 204)])
      await expect(reply).rejects.toMatchObject({ errorClass: 'protocol', reason: 'empty', status: 204 })
  })

  test('201 with an error is that error', async () => {
    const body = '{"error":{"message":"no","code":"insufficient_quota"}}'
    await expect(asked(body, {}, 201)).rejects.toMatchObject({ errorClass: 'quota_exhausted', status: 201 })
  })
})
