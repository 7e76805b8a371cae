import { Agent, fetch, request } from 'undici'
import type { WireUpstream } from '../../src/upstream/wire/index.ts'
import { meet } from './meet.ts'
import { chatBody } from './script.ts'
import type { Met, Row } from './row.ts'

/** undici counts its time limits in steps of half a second: each takes up to 1.5 s to be noticed. */
const limitMs = 1_000
/** Longer than it takes them, even on a busy machine. */
const patienceMs = 10_000

/** Asks once, and says what it met. */
export type Way = (row: Row, upstream: WireUpstream) => Promise<Met>

export const byRequest: Way = (row, upstream) =>
  asking(row, upstream, (url, options) =>
    meet(async () => {
      const { statusCode, body } = await request(url, options)
      return { status: statusCode, body }
    }, options.signal),
  )

export const byFetch: Way = (row, upstream) =>
  asking(row, upstream, (url, options) =>
    meet(() => fetch(url, { ...options, redirect: 'manual' }), options.signal, causeOf),
  )

/** fetch says nothing but that it failed; what undici.request throws is the cause. Anything else is told as it stands. */
function causeOf(error: Error, phase: 'headers' | 'body'): Error {
  const said = phase === 'headers' ? 'fetch failed' : 'terminated'
  const plain = error instanceof TypeError && !('code' in error) && error.message === said
  return plain && error.cause instanceof Error ? error.cause : error
}

interface Options {
  readonly dispatcher: Agent
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  readonly signal: AbortSignal
}

async function asking(
  row: Row,
  upstream: WireUpstream,
  ask: (url: string, options: Options) => Promise<Met>,
): Promise<Met> {
  const { certificateAuthority: ca } = upstream
  const dispatcher = new Agent({
    headersTimeout: limitMs,
    bodyTimeout: limitMs,
    allowH2: row.over === 'h2',
    // The next request goes over the same one.
    connections: 1,
    connect: { timeout: limitMs, ...(ca === undefined ? {} : { ca }) },
  })
  const headers = { 'content-type': 'application/json' }
  const url = `${upstream.origins.get('gateway')!}/v1/chat/completions`
  const once = () =>
    ask(url, { dispatcher, method: 'POST', headers, body: chatBody(row), signal: AbortSignal.timeout(patienceMs) })
  try {
    if (row.kept === true) await once()
    return await once()
  } finally {
    await dispatcher.destroy()
  }
}
