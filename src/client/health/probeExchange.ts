import type { Clock, Transport, TransportRequest, TransportResponse } from '../../runtime/index.ts'
import type { Decisions } from '../decisions.ts'
import type { Endpoint } from '../endpoint.ts'
import { failureOf, type Failure } from '../failure.ts'
import { scrubbed } from '../scrubbed.ts'

/** What probes need of a client: any `ClientCore` will do. */
export interface ProbeCore {
  readonly clock: Clock
  readonly transport: Transport
  readonly decisions: Pick<Decisions, 'classifyResponse' | 'classifyTransport' | 'readAnswer'>
}

export type ProbedEndpoint = Pick<Endpoint, 'url' | 'model' | 'secret'> & Partial<Pick<Endpoint, 'headers'>>

export interface ProbeLimits {
  /** For the whole exchange, in ms. */
  readonly timeoutMs: number
  /** Aborting ends the probe without a verdict. */
  readonly signal: AbortSignal
}

/** The whole body of a 200, or why there is none. */
export type ProbeAnswer = { readonly sent: boolean } & (
  | { readonly failure: Failure }
  | { readonly failure: null; readonly body: string; readonly asError: () => Failure }
)

/** The longest body that a probe should meet is a gateway's list of some hundred models, each with a description. */
const largestBodyBytes = 4 * 1024 * 1024

/** One request under one time limit, tried once. Never rejects. */
export async function exchangeProbe(
  core: ProbeCore,
  endpoint: ProbedEndpoint,
  request: Omit<TransportRequest, 'headers'>,
  { timeoutMs, signal }: ProbeLimits,
): Promise<ProbeAnswer> {
  const { secret } = endpoint
  const aborted = failureOf('aborted', 'closed', 'the probe was ended')
  if (signal.aborted) return { sent: false, failure: aborted }
  const controller = new AbortController()
  const end = () => controller.abort(signal.reason)
  let timedOut = false
  let sent = false
  const expire = () => {
    timedOut = true
    controller.abort(new Error(`no answer within ${timeoutMs} ms`))
  }
  const timer = core.clock.timer(timeoutMs, expire, { background: true })
  signal.addEventListener('abort', end)
  try {
    const headers = { ...endpoint.headers, ...headersOf(request, secret.reveal()) }
    const onConnected = () => (sent = true)
    const response = await core.transport.send({ ...request, headers }, { signal: controller.signal, onConnected })
    const body = await bodyOf(response, signal)
    const { status, headers: said } = response
    const { decisions, clock } = core
    const asError = () =>
      scrubbed(decisions.classifyResponse(status, said, secret.scrub(body ?? ''), clock.epochMs()), secret)
    if (response.status !== 200) return { sent, failure: asError() }
    if (body === undefined) return { sent, failure: tooLarge() }
    return { sent, failure: null, body, asError }
  } catch (error) {
    if (signal.aborted) return { sent, failure: aborted }
    if (timedOut) return { sent, failure: failureOf('timeout', 'probe', `no answer within ${timeoutMs} ms`) }
    return { sent, failure: scrubbed(core.decisions.classifyTransport(error), secret) }
  } finally {
    timer.cancel()
    signal.removeEventListener('abort', end)
  }
}

function headersOf({ body }: Omit<TransportRequest, 'headers'>, key: string): Record<string, string> {
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json' }
  return body === undefined ? headers : { ...headers, 'content-type': 'application/json' }
}

/** The body; undefined if it is too large. That of an error may be cut: its status says what it says. */
async function bodyOf(response: TransportResponse, signal: AbortSignal): Promise<string | undefined> {
  try {
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of response.body) {
      bytes += chunk.length
      if (bytes > largestBodyBytes) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString()
  } catch (error) {
    if (response.status === 200 || signal.aborted) throw error
    return ''
  }
}

function tooLarge(): Failure {
  return failureOf('protocol', 'too_large', `the body is larger than ${largestBodyBytes} bytes`, { status: 200 })
}
