import { describe, expect, test, vi } from 'vitest'
import { badCertificate, broken, expectedOf, reset, status, type Met } from '../../../test/support/undiciTable.ts'
import { chatBody, startWire, wireTransport, type WireRun } from '../../../test/support/wire.ts'
import { always, catalogue, type FaultSpec, type Script } from '../../faults/index.ts'
import { TransportError, type UndiciTransport } from '../../runtime/index.ts'

test('no fault is left out', () => {
  expect(Object.keys(expectedOf).toSorted()).toEqual(Object.keys(catalogue).toSorted())
})

describe.each(['http', 'https'] as const)('what undici meets over %s', (scheme) => {
  const cases = Object.values(expectedOf).flatMap((list) =>
    list.map((expected) => ({ ...expected, title: JSON.stringify(expected.fault) })),
  )
  // A half-closed handshake is another story: see `a half-closed handshake`.
  const only = (type: string) => (/^(http2|tls)/.test(type) ? 'https' : type === 'halfClose' ? 'http' : scheme)
  const playable = cases.filter(({ fault }) => only(fault.type) === scheme)

  test.each(playable)('$title', async ({ fault, stream = false, meets }) => {
    const run = await startWire(scriptOf(fault, scheme === 'https'))
    const patienceMs = meets === 'silence' ? 100 : undefined
    expect(await meet(wireTransport(run, { http2: fault.type.startsWith('http2') }), run, stream, patienceMs)).toEqual(
      meets,
    )
    if (fault.type.startsWith('tls'))
      await vi.waitFor(() => expect(run.history.events.map((event) => event.type)).toEqual(['connection-failed']))
  })
})

test.each<[FaultSpec, Met]>([
  [catalogue.http2Goaway({}), broken('headers', 'closed', 'UND_ERR_SOCKET')],
  [catalogue.http2Goaway({ processed: true }), status(200)],
  [
    catalogue.http2Goaway({ code: 'PROTOCOL_ERROR', afterBytes: 10 }),
    { ...broken('body', 'closed', 'UND_ERR_SOCKET'), bytes: 10 },
  ],
  [catalogue.http2ResetStream({}), reset('headers')],
])('who comes with HTTP/1.1 to a fault of HTTP/2 meets the nearest thing: %j', async (fault, meets) => {
  const run = await startWire(scriptOf(fault, true))
  expect(await meet(wireTransport(run, { http2: false }), run, false)).toEqual(meets)
})

test('a half-closed handshake', async () => {
  const run = await startWire(scriptOf(catalogue.halfClose({}), true))
  expect(await meet(wireTransport(run), run, false)).toEqual(reset('tls'))
})

test('a kept connection that is closed with the next request on it', async () => {
  for (const ending of ['fin', 'reset'] as const) {
    const run = await startWire(scriptOf(catalogue.staleKeepAlive({ ending }), false))
    const transport = wireTransport(run)
    expect(await meet(transport, run, false)).toEqual(status(200))
    expect(await meet(transport, run, false)).toEqual(
      ending === 'fin' ? broken('headers', 'closed', 'UND_ERR_SOCKET') : reset('headers'),
    )
  }
})

test('a session of the good days does not hide the certificate of the bad ones', async () => {
  const rule = { when: { after: 1 }, fault: catalogue.tlsExpired({}) }
  const run = await startWire({ models: { m: [] }, origins: { gateway: { serves: ['m'], tls: true, rules: [rule] } } })
  const transport = wireTransport(run)
  // The second request finds the first connection busy: it opens a new one, with the session of the first.
  const first = new AbortController()
  const response = await transport.send(requestTo(run, true), { signal: first.signal })
  expect(response.status).toBe(200)
  expect(await meet(transport, run, true)).toEqual(badCertificate('CERT_HAS_EXPIRED'))
  first.abort(new Error('enough'))
})

function scriptOf(fault: FaultSpec, tls: boolean): Script {
  const bendsConnections = catalogue[fault.type as keyof typeof catalogue].on === 'connection'
  return {
    models: { m: bendsConnections ? [] : [always(fault)] },
    origins: {
      gateway: {
        serves: ['m'],
        tls,
        http2: fault.type.startsWith('http2'),
        rules: bendsConnections ? [always(fault)] : [],
      },
    },
  }
}

function requestTo(run: WireRun, stream: boolean) {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-test' }
  return { method: 'POST', url: `${run.url()}/v1/chat/completions`, headers, body: chatBody({ stream }) } as const
}

/** With `patienceMs` it leaves after so long; without, only the test's own time-out ends it. */
async function meet(transport: UndiciTransport, run: WireRun, stream: boolean, patienceMs?: number): Promise<Met> {
  const leave = new AbortController()
  const silence = new Error('silence')
  const patience = patienceMs === undefined ? undefined : setTimeout(() => leave.abort(silence), patienceMs)
  let bytes = 0
  try {
    const response = await transport.send(requestTo(run, stream), { signal: leave.signal })
    for await (const piece of response.body) bytes += piece.length
    return { status: response.status, bytes }
  } catch (error) {
    if (error === silence) return 'silence'
    if (!(error instanceof TransportError)) throw error
    return { phase: error.phase, kind: error.kind, code: error.code, bytes }
  } finally {
    clearTimeout(patience)
  }
}
