import { expect, test } from 'vitest'
import { hello, onTransport, sse } from '../../test/support/clientStage.ts'
import { VirtualClock, type Transport } from '../runtime/index.ts'
import { timeout } from './index.ts'

const chunk = (delta: object, finish: string | null = null) =>
  Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`)

/** A stream of which a piece comes every second. */
function everySecond(clock: VirtualClock, pieces: readonly Uint8Array[]): Transport {
  return {
    send: async (_request, { signal }) => {
      const body = async function* () {
        for (const piece of pieces) {
          await clock.sleep(1_000, signal)
          yield piece
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
