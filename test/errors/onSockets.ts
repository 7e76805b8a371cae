import { Agent, fetch, request } from 'undici'
import { History } from '../../src/history/index.ts'
import { createRandom, RealClock } from '../../src/runtime/index.ts'
import { startWireUpstream } from '../../src/upstream/wire/index.ts'
import { meet } from './meet.ts'
import { chatBody, scriptOf } from './script.ts'
import type { Met, Row } from './row.ts'

/** undici counts its time limits in steps of half a second: each takes up to 1.5 s to be noticed. */
const limitMs = 1_000

/** Each asks an upstream of its own, over a connection of its own. */
export async function requestMeets(row: Row): Promise<Met> {
  return asking(row, (url, dispatcher, options) =>
    meet(async () => {
      const { statusCode, body } = await request(url, { ...options, dispatcher })
      return { status: statusCode, body }
    }),
  )
}

export async function fetchMeets(row: Row): Promise<Met> {
  return asking(row, (url, dispatcher, options) => meet(() => fetch(url, { ...options, dispatcher }), causeOf))
}

/** fetch says nothing but that it failed; what undici.request throws is the cause. Anything else is told as it stands. */
function causeOf(error: Error, phase: 'headers' | 'body'): Error {
  const said = phase === 'headers' ? 'fetch failed' : 'terminated'
  const plain = error instanceof TypeError && !('code' in error) && error.message === said
  return plain && error.cause instanceof Error ? error.cause : error
}

type Ask = (
  url: string,
  dispatcher: Agent,
  options: { method: 'POST'; headers: Record<string, string>; body: string },
) => Promise<Met>

async function asking(row: Row, ask: Ask): Promise<Met> {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const runtime = { clock, random: createRandom(1), recorder: history }
  const upstream = await startWireUpstream(scriptOf(row), runtime, new Map())
  const { certificateAuthority: ca } = upstream
  const dispatcher = new Agent({
    headersTimeout: limitMs,
    bodyTimeout: limitMs,
    allowH2: false,
    connect: { timeout: limitMs, ...(ca === undefined ? {} : { ca }) },
  })
  try {
    const headers = { 'content-type': 'application/json' }
    const url = `${upstream.origins.get('gateway')!}/v1/chat/completions`
    return await ask(url, dispatcher, { method: 'POST', headers, body: chatBody(row) })
  } finally {
    await dispatcher.destroy()
    await upstream.close()
  }
}
