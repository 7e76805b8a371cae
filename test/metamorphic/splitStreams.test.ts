import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { retry } from '../../src/client/index.ts'
import { CannedTransport, hello, onTransport, sse } from '../support/clientStage.ts'
import { cut, writtenStream } from '../support/eventStreams.ts'
import { holds } from '../support/property.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Heard {
  readonly deltas: readonly string[]
  readonly text: string
  readonly finishReason: string | null
  readonly totalTokens: number | null
}

/** What a caller gets of a stream that arrives in these pieces. */
function heard(pieces: readonly Uint8Array[]): Promise<Heard> {
  return onTransport(
    new CannedTransport({ headers: sse, body: pieces }),
    async ({ client }) => {
      const stream = client.stream(hello)
      const deltas: string[] = []
      for await (const delta of stream) deltas.push(delta)
      const { text, finishReason, usage } = await stream.reply
      return { deltas, text, finishReason, totalTokens: usage?.total_tokens ?? null }
    },
    { policies: [retry({ maxAttemptsPerCall: 1 })] },
  )
}

/** Which places, out of all: fast-check knows the length only when the stream is written. */
const cuts = fc.array(fc.nat(), { maxLength: 12 })

test('wherever the network cuts a stream, the caller hears the same', () =>
  holds(fc.tuple(writtenStream, cuts), { runs: 1_000, tested: 0.8 }, async ([{ bytes, ...said }, places]) => {
    const whole = await heard([bytes])
    expect(whole).toMatchObject(said)
    expect(whole.deltas.join('')).toBe(said.text)
    expect(await heard(cut(bytes, places))).toEqual(whole)
    return places.length > 0
  }))

test('even byte by byte', () =>
  holds(writtenStream, { runs: 500, tested: 1 }, async ({ bytes, ...said }) => {
    expect(await heard(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toMatchObject(said)
    return true
  }))
