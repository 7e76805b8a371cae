import { gunzipSync, constants } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { always, catalogue, type FaultSpec } from '../src/faults/index.ts'
import { rehearse } from '../src/harness/rehearse.ts'
import { virtual } from '../src/harness/worlds/virtual.ts'
import { sequential } from '../src/load/index.ts'
import { quick, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import { defineTarget, type Target, type TargetCall, type TargetSetup } from '../src/targets/target.ts'
import { whatwgEvents } from './support/whatwgEvents.ts'

const { contentEncoding, finishReason, jsonForStream, keepAlive, missingDone, streamError, streamForJson } = catalogue
const { streamFraming, streamShape } = catalogue

interface Chunk {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string }
    readonly message?: { readonly content: string }
  }[]
}

/** Frames and decodes as it should, and takes all that came by then for the answer, whatever it was. */
const credulous = defineTarget({
  name: 'credulous',
  doc: 'Reads to the end and calls it a success.',
  vantage: 'driver',
  supports: { stream: true, abort: true, policy: false },
  open: (setup: TargetSetup) => {
    const read = async (call: TargetCall, stream: boolean) => {
      const { model, baseURL } = setup.endpoints[0]!
      const response = await setup.transport.send(
        {
          method: 'POST',
          url: `${baseURL}/chat/completions`,
          headers: {},
          body: JSON.stringify({ model, messages: call.messages, stream }),
        },
        { signal: call.signal },
      )
      const pieces: Uint8Array[] = []
      for await (const piece of response.body) pieces.push(piece)
      return textIn(Buffer.concat(pieces), String(response.headers['content-encoding'] ?? ''))
    }
    return {
      chat: async (call) => ({ ok: true, text: await read(call, false), model: null }),
      // oxlint-disable-next-line typescript/require-await
      async *stream(call) {
        const text = await read(call, true)
        if (text !== '') yield text
        return { ok: true, text, model: null }
      },
      close: () => Promise.resolve(),
    }
  },
} satisfies Target)

function textIn(bytes: Buffer, encoding: string): string {
  // As undici's fetch does it: what is cut is no error.
  const body = encoding === 'gzip' ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes
  const texts = [body.toString(), ...whatwgEvents(body).map(({ data }) => data)]
  return texts.map(contentIn).join('')
}

function contentIn(text: string): string {
  try {
    const { choices } = JSON.parse(text) as Chunk
    return choices?.[0]?.message?.content ?? choices?.[0]?.delta?.content ?? ''
  } catch {
    return ''
  }
}

async function verdictOn(target: Target, fault: FaultSpec, stream: boolean): Promise<string> {
  const scenario: Scenario = {
    name: 'torn',
    family: 'torn',
    requirement: 'What is torn is no answer.',
    source: 'RFC 9112 section 8.',
    strength: 'must',
    upstream: { models: { m: [always(fault)] } },
    load: sequential({ calls: 1 }),
    caller: { stream },
    expect: quick,
    exercises: [],
  }
  const [run] = await rehearse({
    targets: [target],
    scenarios: [scenario],
    worlds: [virtual],
    seed: 1,
    realTimeBudgetMs: 0,
    askedByName: new Set(),
    madeBy: 'test',
  })
  const broken = run!.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
  return broken.join() || 'kept'
}

describe('who takes what is torn for an answer is convicted, and our client is not', () => {
  test.each<[string, FaultSpec, boolean]>([
    ['an error before the first word', streamError({}), true],
    ['an error event after some words', streamError({ afterDeltas: 3, form: 'event' }), true],
    ['a finish that is an error', streamError({ afterDeltas: 3, form: 'finishReason' }), true],
    ['an error of MiniMax', streamError({ afterDeltas: 3, provider: 'minimax', error: 'serverError' }), true],
    ['comments until the server gives up', keepAlive({ everyMs: 60_000, afterDeltas: 3 }), true],
    ['a clean end without a finish', missingDone({ finishReason: false }), true],
    ['gzip that is cut, of a stream', contentEncoding({ form: 'truncatedGzip' }), true],
    ['gzip that is cut, of a document', contentEncoding({ form: 'truncatedGzip' }), false],
    ['a filter that let no word pass', finishReason({ reason: 'content_filter', afterDeltas: 0 }), true],
    ['the same, of a document', finishReason({ reason: 'content_filter', afterDeltas: 0 }), false],
  ])('%s', async (_what, fault, stream) => {
    expect(await verdictOn(credulous, fault, stream)).toContain('success-means-complete')
    expect(await verdictOn(client, fault, stream)).toBe('kept')
  })
})

describe('who reads what is whole is not, however it comes', () => {
  test.each<[string, FaultSpec, boolean]>([
    ['in lines that end in CR', streamFraming({ form: 'cr' }), true],
    ['with content behind the finish', streamShape({ form: 'contentAfterFinish' }), true],
    ['cut short for want of tokens', finishReason({ reason: 'length', afterDeltas: 2 }), true],
    ['a document for a stream', jsonForStream({}), true],
    ['a stream for a document', streamForJson({}), false],
    ['compressed', contentEncoding({ form: 'gzip' }), true],
    ['plain, and said to be brotli', contentEncoding({ form: 'plainAsBrotli' }), false],
  ])('%s', async (_what, fault, stream) => {
    expect(await verdictOn(credulous, fault, stream)).toBe('kept')
    expect(await verdictOn(client, fault, stream)).toBe('kept')
  })
})
