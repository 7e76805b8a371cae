import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { answer } from '../../src/faults/answer.ts'
import { bend } from '../../src/faults/decide.ts'
import { always, catalogue, type FaultSpec, type Step } from '../../src/faults/index.ts'
import { bodyOf, exchangeOf } from '../support/exchange.ts'
import { hello, onVirtualNetwork } from '../support/clientStage.ts'
import { holds } from '../support/property.ts'
import { whatwgEvents } from '../support/whatwgEvents.ts'

vi.setConfig({ testTimeout: 120_000 })

const { buffering, keepAlive, largeEvent, slicer, streamFraming, streamShape } = catalogue

/** Faults that leave an answer an answer, whichever stands around which. */
const harmless: fc.Arbitrary<FaultSpec> = fc.oneof(
  ...[streamFraming, streamFraming, streamShape, buffering].map((fault) =>
    (fault.arbitrary(fc) as fc.Arbitrary<never>).map((options): FaultSpec => fault(options)),
  ),
  fc.record({ bytes: fc.integer({ min: 1, max: 40 }), delayMs: fc.constant(0) }).map(slicer),
  fc.record({ bytes: fc.integer({ min: 1, max: 2_000 }) }).map(largeEvent),
  fc
    .record({ afterDeltas: fc.nat(8), everyMs: fc.integer({ min: 20, max: 200 }), forMs: fc.nat(500) })
    .map((options) => keepAlive(options)),
)

interface Chunk {
  readonly choices?: readonly { readonly index: number; readonly delta?: { readonly content?: string | null } }[] | null
}

/** The standard's own reading of the bytes, and of the chunks the plainest: no line of a parser or of the client is in it. */
function plainlyRead(bytes: Uint8Array): string {
  const datas = whatwgEvents(bytes).flatMap(({ type, data }) => (type === 'message' && data !== '' ? [data] : []))
  return datas
    .slice(0, datas.indexOf('[DONE]'))
    .flatMap((data) => (JSON.parse(data) as Chunk).choices ?? [])
    .map(({ index, delta }) => (index === 0 ? (delta?.content ?? '') : ''))
    .join('')
}

function bent(faults: readonly FaultSpec[]): Step[] {
  const exchange = exchangeOf({ model: 'm', stream: true, call: 7, attempt: 0, nth: 0 })
  const outermostFirst = faults.toReversed()
  const steps = outermostFirst.reduce(
    (next, fault) => () => bend(fault, exchange, next),
    () => answer(exchange),
  )
  return [...steps()]
}

test('however a stream is framed, shaped, cut and packed: the standard, the history and our client hear one text', () =>
  holds(fc.array(harmless, { minLength: 1, maxLength: 4 }), { runs: 400, tested: 0.4 }, async (faults) => {
    const text = plainlyRead(Buffer.from(bodyOf(bent(faults))))
    const script = { models: { m: faults.map((fault) => always(fault)) } }
    await onVirtualNetwork(script, async ({ client, history }) => {
      const reply = await client.stream(hello).reply
      const given = history.events.find((event) => event.type === 'exchange-ended')
      expect([reply.text, given?.text]).toEqual([text, text])
    })
    return faults.length > 1
  }))
