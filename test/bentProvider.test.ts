import { isDeepStrictEqual } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { always, faultOf, type FaultSpec, type Script } from '../src/faults/index.ts'
import { History } from '../src/history/index.ts'
import { createRandom, RealClock, UndiciTransport } from '../src/runtime/index.ts'
import { startWireUpstream, type WireUpstream } from '../src/upstream/wire/index.ts'
import { answersOf } from '../src/upstream/wire/provider/answersOf.ts'
import { uninjectable } from '../src/upstream/wire/provider/injectable.ts'
import { canonicalSpecs } from './support/canonicalScripts.ts'
import { chatBody, startWire, wireTransport } from './support/wire.ts'

/** What never ends is left then. */
const patienceMs = 250
const patienceForLateMs = 5_000

const healthy: Script = { models: { m: [] } }

/** How a client speaks with an origin. */
type Speaks = 'http1' | 'http1 over TLS' | 'http2'

const scriptOf = (fault: FaultSpec, speaks: Speaks): Script => ({
  models: { m: [always(fault)] },
  origins: { gateway: { serves: ['m'], tls: speaks !== 'http1', http2: speaks === 'http2' } },
})

/** The same script before a provider that answers as the script itself would. */
async function startBent(script: Script): Promise<WireUpstream> {
  const provider = await startWire(healthy)
  const clock = new RealClock()
  const transport = wireTransport(provider)
  const source = answersOf({ baseURL: `${provider.url()}/v1`, apiKey: 'sk-test', transport, clock })
  const runtime = { clock, random: createRandom(1), recorder: new History(() => clock.now()), healthy: source }
  const upstream = await startWireUpstream(script, runtime, new Map([['sk-test', 'gateway']]))
  onTestFinished(() => upstream.close())
  return upstream
}

interface Seen {
  readonly status: number | null
  readonly headers: Record<string, unknown>
  readonly body: string
  readonly broke: string | null
}

/** How long a quota still lasts is another time a moment later, and when it ends is another second every second. */
const timeless = (text: string) => text.replace(/\b\d+\.\d+(?=s\b)|(?<="x-ratelimit-reset":")\d{10}(?=")/g, '…')

/** All that a client sees of one answer. */
async function seenAt(
  { origins, certificateAuthority }: WireUpstream,
  stream: boolean,
  withinMs: number,
  http2: boolean,
): Promise<Seen> {
  const transport = new UndiciTransport({
    loopbackOnly: true,
    http2,
    ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
  })
  onTestFinished(() => transport.close())
  const request = {
    method: 'POST',
    url: `${origins.get('gateway')}/v1/chat/completions`,
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: chatBody({ stream }),
  } as const
  let [status, headers, body]: [number | null, Record<string, unknown>, string] = [null, {}, '']
  try {
    const response = await transport.send(request, { signal: AbortSignal.timeout(withinMs) })
    status = response.status
    const { 'retry-after': _dates, ...others } = response.headers
    headers = JSON.parse(timeless(JSON.stringify(others))) as Record<string, unknown>
    for await (const bytes of response.body) body += Buffer.from(bytes).toString('latin1')
    return { status, headers, body: timeless(body), broke: null }
  } catch (error) {
    const { name, code, kind } = error as { name: string; code?: string; kind?: string }
    return { status, headers, body, broke: kind === undefined ? name : `${kind} ${code}` }
  }
}

async function bothSeen(script: Script, stream: boolean, withinMs: number): Promise<[expected: Seen, found: Seen]> {
  const own = await startWire(script)
  const bent = await startBent(script)
  const http2 = script.origins?.['gateway']?.http2 === true
  return [await seenAt(own.upstream, stream, withinMs, http2), await seenAt(bent, stream, withinMs, http2)]
}

/** Of bodies that are still on their way when nobody waits any more, one has come further than the other. */
function withoutTail(seen: Seen, other: Seen): Seen {
  if (seen.broke !== 'TimeoutError') return seen
  return { ...seen, body: seen.body.slice(0, Math.min(seen.body.length, other.body.length)) }
}

/** Of the faults of every protocol, those that end connections and streams: HTTP/2 has ways of its own for that. */
const alsoOnHttp2 = new Set(['latency', 'limitData', 'noHeaders', 'resetPeer', 'stall', 'errorInSuccess'])

const cases = Object.values(canonicalSpecs)
  .flat()
  .filter(({ fault }) => {
    const kind = faultOf(fault)
    return kind.on === 'exchange' && uninjectable(scriptOf(fault, 'http1')) === undefined
  })
  .flatMap(({ fault, stream = false, tls = false }) => {
    const kind = faultOf(fault)
    const own: Speaks = tls ? 'http1 over TLS' : 'http1'
    const spoken: readonly Speaks[] =
      'speaks' in kind && kind.speaks === 'h2' ? ['http2'] : alsoOnHttp2.has(fault.type) ? [own, 'http2'] : [own]
    return spoken.map((speaks) => ({
      name: `${speaks}: ${fault.type} ${JSON.stringify(fault)}`,
      fault,
      stream,
      speaks,
    }))
  })

describe('a fault makes of a provider’s answer what it makes of the script’s own', () => {
  test.each(cases)('$name', async ({ fault, stream, speaks }) => {
    for (const asked of stream ? [true] : [false, true]) {
      let [expected, found] = await bothSeen(scriptOf(fault, speaks), asked, patienceMs)
      // What was only late, on a busy machine or for its size, is asked for again with more patience.
      const isCutShort = [expected, found].some(({ broke }) => broke === 'TimeoutError')
      if (isCutShort && !isDeepStrictEqual(withoutTail(found, expected), withoutTail(expected, found)))
        [expected, found] = await bothSeen(scriptOf(fault, speaks), asked, patienceForLateMs)
      expect(withoutTail(found, expected)).toEqual(withoutTail(expected, found))
    }
  })

  test('and nearly all faults can', () => {
    const kinds = new Set(cases.map(({ fault }) => fault.type))
    const left = Object.values(canonicalSpecs)
      .flat()
      .map(({ fault }) => faultOf(fault))
      .filter((kind) => kind.on === 'exchange' && !kinds.has(kind.type))
    expect(new Set(left.map(({ type }) => type))).toEqual(new Set(['pace', 'playback']))
  })
})
