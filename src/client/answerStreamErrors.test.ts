import { describe, expect, test } from 'vitest'
import { CannedTransport, hello, onTransport, sse } from '../../test/support/clientStage.ts'
import { readFixture } from '../protocol/fixtures.ts'
import { ChatError } from './chatError.ts'
import { classifyResponse, isErrorDocument } from './classify.ts'
import { retry } from './policySpecs.ts'

const recorded = readFixture('dialects.json') as { provider: string; name: string; body: unknown }[]

/** How a stream of these events fails its caller, and what was heard before. */
function endOf(text: string, headers: Record<string, string> = {}): Promise<string> {
  const transport = new CannedTransport({ headers: { ...sse, ...headers }, body: [Buffer.from(text)] })
  return onTransport(
    transport,
    async ({ client }) => {
      let heard = ''
      try {
        for await (const delta of client.stream(hello)) heard += delta
        return `${heard}: well`
      } catch (error) {
        if (!(error instanceof ChatError)) throw error
        return `${heard}: ${error.errorClass}/${error.reason}`
      }
    },
    { policies: [retry({ maxAttemptsPerCall: 1 })] },
  )
}

const word = 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\n'
const inBand = recorded.filter(({ body }) => isErrorDocument(body))

describe('an error in a stream is read like the same body with status 200', () => {
  test.each(inBand)('$provider: $name', async ({ body }) => {
    const { errorClass } = classifyResponse(200, {}, JSON.stringify(body), 0)
    const data = `data: ${JSON.stringify(body)}\n\n`
    expect(await endOf(data)).toBe(`: ${errorClass}/http_200`)
    expect(await endOf(`${word}${data}data: [DONE]\n\n`)).toBe(`hi: ${errorClass}/http_200`)
    expect(await endOf(`${word}event: error\n${data}`)).toBe(`hi: ${errorClass}/http_200`)
  })

  test('and there are some', () => {
    expect(inBand.length).toBeGreaterThan(100)
  })
})

describe('an event called error is one, whatever it holds', () => {
  test.each([
    ['an error without an envelope', '{"code":"insufficient_quota","message":"no"}', 'quota_exhausted'],
    ['a sentence', 'Insufficient Balance', 'quota_exhausted'],
    ['nothing that anyone knows', '{}', 'server_error'],
    ['JSON cut short', '{"error":{"mess', 'server_error'],
  ])('%s', async (_story, data, errorClass) => {
    expect(await endOf(`${word}event: error\ndata: ${data}\n\n`)).toBe(`hi: ${errorClass}/http_200`)
  })

  test('but not after the end', async () => {
    expect(await endOf(`${word}data: [DONE]\n\nevent: error\ndata: no\n\n`)).toBe('hi: well')
  })

  test('and other names mean nothing', async () => {
    expect(await endOf(`event: message\n${word}data: [DONE]\n\n`)).toBe('hi: well')
  })
})

test('an id that echoes the key is scrubbed like everything else', async () => {
  const transport = new CannedTransport({ status: 401, headers: { 'x-request-id': 'req-sk-test' }, body: [] })
  const error = await onTransport(transport, ({ client }) => client.chat(hello).catch((thrown: unknown) => thrown))
  expect(error).toBeInstanceOf(ChatError)
  expect(JSON.stringify(error)).not.toContain('sk-test')
  expect((error as ChatError).attempts[0]!.failure!.requestId).toBe('req-[redacted]')
})
