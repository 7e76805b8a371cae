import { describe, expect, test } from 'vitest'
import { always, catalogue, UnknownFault, type FaultSpec, type Script } from '../../faults/index.ts'
import { expressible, mswRefusal } from './expressible.ts'

const {
  connectionRefused,
  invalidApiKey,
  latency,
  limitData,
  noHeaders,
  rateLimit,
  resetPeer,
  stall,
  status,
  tlsExpired,
  tlsSelfSigned,
  tlsWrongHost,
} = catalogue

const onModel = (fault: FaultSpec): Script => ({ models: { m: [always(fault)] } })
const onOrigin = (fault: FaultSpec): Script => ({
  models: { m: [] },
  origins: { o: { serves: ['m'], rules: [always(fault)] } },
})

describe('what MSW can play', () => {
  test('is decided for every fault of the catalogue and for nothing else', () => {
    const types = Object.values(catalogue).map((fault) => fault.type)
    expect(Object.keys(expressible).toSorted()).toEqual(types.toSorted())
  })

  test.each([
    ['a dead key', invalidApiKey({})],
    ['a 429 storm', rateLimit({ retryAfterSeconds: 2 })],
    ['headers that never come', noHeaders({})],
    ['a stream that stalls', stall({ bytes: 100 })],
    ['a slow answer', latency({ delayMs: 10 })],
    ['a bare status', status({ status: 529 })],
  ])('%s is played', (_what, fault) => {
    expect(mswRefusal(onModel(fault))).toBeUndefined()
  })

  test.each([
    onModel(resetPeer({})),
    onModel(resetPeer({ afterBytes: 10 })),
    onModel(limitData({ bytes: 10 })),
    onModel(limitData({ bytes: 10, ending: 'reset' })),
    onModel(status({ status: 204 })),
    onModel(status({ status: 600 })),
    onOrigin(connectionRefused({})),
    onOrigin(tlsExpired({})),
    onOrigin(tlsSelfSigned({})),
    onOrigin(tlsWrongHost({})),
    { models: { m: [] }, origins: { o: { serves: ['m'], tls: true } } },
  ] satisfies Script[])('script %# is refused, and sent to the loopback world', (script) => {
    expect(mswRefusal(script)).toMatch(/^MSW cannot express \w+: .+; play it on the loopback world$/)
  })

  test('the refusal of a certificate says that there is no handshake', () => {
    expect(mswRefusal(onOrigin(tlsExpired({})))).toBe(
      'MSW cannot express tlsExpired: it answers above the socket and has no TLS handshake; play it on the loopback world',
    )
  })

  test('one fault that it cannot play is enough, wherever it stands', () => {
    const script = {
      models: { a: [always(rateLimit({}))], b: [always(latency({ delayMs: 1 })), always(resetPeer({}))] },
    }
    expect(mswRefusal(script)).toContain('resetPeer')
  })

  test('a fault that nobody knows, or that stands in the wrong place, is a mistake and no refusal', () => {
    expect(() => mswRefusal(onModel({ type: 'gremlins' }))).toThrow(UnknownFault)
    expect(() => mswRefusal(onOrigin(rateLimit({})))).toThrow('rateLimit bends exchanges')
  })
})
