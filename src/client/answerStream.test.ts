import { describe, expect, test } from 'vitest'
import { hello, onTransport, sse } from '../../test/support/clientStage.ts'
import { chunk, TimedTransport, type TimedAnswer } from '../../test/support/timedTransport.ts'
import { VirtualClock, type Transport } from '../runtime/index.ts'
import type { ChatError } from './chatError.ts'
import { retry, timeout } from './index.ts'

/** A stream of which a piece comes every second. */
function everySecond(clock: VirtualClock, pieces: readonly string[]): Transport {
  return {
    send: async (_request, { signal }) => {
      const body = async function* () {
        for (const piece of pieces) {
          await clock.sleep(1_000, signal)
          yield Buffer.from(piece)
        }
      }
      return { status: 200, headers: sse, body: body() }
    },
    busySockets: () => 0,
    close: async () => undefined,
  }
}

test('an answer of tool calls has begun with the first of them, however long it goes on', async () => {
  const call = chunk({ tool_calls: [{ index: 0, function: { arguments: '{' } }] })
  const clock = new VirtualClock()
  const transport = everySecond(clock, [...Array.from({ length: 10 }, () => call), chunk({}, 'tool_calls')])
  const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) => {
    const stream = client.stream(hello)
    for await (const delta of stream) expect(delta).toBe('')
    return stream.reply
  }
  const policies = [timeout({ firstTokenMs: 2_000, byteIdleMs: 2_000, tokenIdleMs: 2_000 })]
  expect(await onTransport(transport, act, { clock, policies })).toMatchObject({ text: '', finishReason: 'tool_calls' })
})

describe('before the first word', () => {
  const limits = timeout({ firstTokenMs: 50_000, byteIdleMs: 2_000 })
  const end = (steps: TimedAnswer['steps'] & object) => {
    const network = new TimedTransport(() => ({ steps, hangs: true }))
    const policies = [retry({ maxAttemptsPerCall: 1 }), limits]
    return onTransport(
      network,
      async ({ client, clock }) => {
        const error: unknown = await client.stream(hello).reply.catch((thrown: unknown) => thrown)
        return [(error as ChatError).reason, clock.now()]
      },
      { clock: network.clock, policies },
    )
  }

  test('a server may think, having sent its head', async () => {
    expect(await end([])).toEqual(['first_token', 50_000])
  })

  test('silence after a first byte is silence', async () => {
    expect(await end([[10_000, ': hi\n\n']])).toEqual(['byte_idle', 12_000])
    expect(await end([[0, chunk({ role: 'assistant', content: '' })]])).toEqual(['byte_idle', 2_000])
  })

  test('and whoever sends comments is not silent', async () => {
    const comments = Array.from({ length: 10 }, () => [1_000, ': hi\n\n'] as const)
    expect(await end(comments)).toEqual(['byte_idle', 12_000])
  })
})

describe.each(['', 'null'])('a server that writes the finish reason %j into every chunk', (notYet) => {
  const play = (pieces: readonly string[]) => {
    const clock = new VirtualClock()
    const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) => {
      const ended = await client.stream(hello).reply.catch((error: ChatError) => error)
      return 'partialText' in ended ? [ended.reason, ended.partialText] : [ended.finishReason, ended.text]
    }
    return onTransport(everySecond(clock, pieces), act, { clock })
  }
  const word = (content: string) => chunk({ content }, notYet)

  test('has not finished with the first of them', async () => {
    const pieces = [
      chunk({ role: 'assistant', content: '' }, notYet),
      word('one '),
      '',
      '',
      word('two'),
      chunk({}, 'stop'),
    ]
    expect(await play(pieces)).toEqual(['stop', 'one two'])
  })

  test('nor when it breaks off', async () => {
    expect(await play([word('half')])).toEqual(['truncated', 'half'])
  })
})
