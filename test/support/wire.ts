import { onTestFinished } from 'vitest'
import { History } from '../../src/history/index.ts'
import { createRandom, RealClock, UndiciTransport } from '../../src/runtime/index.ts'
import type { Script } from '../../src/faults/index.ts'
import { startWireUpstream, type WireOptions, type WireUpstream } from '../../src/upstream/wire/index.ts'
import { chatBody as rawChatBody, chatRequest as rawChatRequest } from '../injector/http.ts'

export interface WireRun {
  readonly upstream: WireUpstream
  readonly history: History
  /** The upstream's own. */
  readonly clock: RealClock
  /** The URL origin of `gateway`, or of the origin named. */
  readonly url: (origin?: string) => string
}

/** A wire upstream that is closed again when the test is over. */
export async function startWire(script: Script, options?: WireOptions): Promise<WireRun> {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const runtime = { clock, random: createRandom(1), recorder: history }
  const upstream = await startWireUpstream(script, runtime, new Map([['sk-test', 'gateway']]), options)
  onTestFinished(() => upstream.close())
  return { upstream, history, clock, url: (origin = 'gateway') => upstream.origins.get(origin)! }
}

export function wireTransport(
  { upstream: { certificateAuthority } }: WireRun,
  { http2 = false } = {},
): UndiciTransport {
  const transport = new UndiciTransport({
    loopbackOnly: true,
    http2,
    ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
  })
  onTestFinished(() => transport.close())
  return transport
}

/** A chat request to model `m`, made by call 3. */
export function chatBody({ stream = false } = {}): string {
  return rawChatBody(stream)
}

/** The same, as bytes on the wire. */
export function chatRequest(urlOrigin: string, options: { stream?: boolean } = {}): string {
  return rawChatRequest(urlOrigin, options.stream === true)
}
