import type { Clock, RandomStream, Transport } from '../../../runtime/index.ts'
import type { TargetEndpoint } from '../../target.ts'
import { FetchError } from './fetchError.ts'
import { nodeFetch, type FetchResponse } from './nodeFetch.ts'
import type { Headers } from './redirects.ts'
import { maxRetries, retryDelayMs, shouldRetry, timerMs } from './retryRules.ts'
import { connectionError, connectionTimeout, SdkError, statusError, userAbort } from './sdkErrors.ts'

/** What the SDK's client stands on. */
export interface SdkRuntime {
  readonly clock: Clock
  readonly transport: Transport
  readonly endpoint: TargetEndpoint
  /** `timeout` of the client, in ms: to the headers, and again to the end of a body that is no stream. */
  readonly timeoutMs: number
}

interface Sending {
  readonly body: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  /** `Math.random()`, for this call's jitter. */
  readonly chance: RandomStream
}

/** A stream that has begun: nothing of it is tried again. */
export interface BegunStream {
  readonly response: FetchResponse
  readonly controller: AbortController
  /** Lets go of the caller's signal. */
  readonly release: () => void
}

/** `chat.completions.create` without `stream`: the completion as it came, whatever it is. */
export async function createWhole(runtime: SdkRuntime, sending: Sending): Promise<unknown> {
  for (let retriesLeft = maxRetries; ; retriesLeft -= 1) {
    const begun = await begin(runtime, sending, retriesLeft)
    retriesLeft = begun.retriesLeft
    const parsed = await parsedInTime(runtime, sending, begun)
    if (parsed !== timedOut) return parsed.value
    if (retriesLeft === 0) throw connectionTimeout()
    await waitToRetry(runtime, sending, null, retriesLeft)
  }
}

/** `chat.completions.create` with `stream: true`, up to the head of the response. */
export function createStream(runtime: SdkRuntime, sending: Sending): Promise<BegunStream> {
  return begin(runtime, sending, maxRetries)
}

interface Begun extends BegunStream {
  readonly retriesLeft: number
  /** By the wall clock, as the SDK reads it. */
  readonly startedEpochMs: number
}

/** `makeRequest`: tries until there is a response that is to be read. */
async function begin(runtime: SdkRuntime, sending: Sending, retries: number): Promise<Begun> {
  const { clock } = runtime
  const { signal } = sending
  for (let retriesLeft = retries; ; retriesLeft -= 1) {
    if (signal.aborted) throw userAbort()
    const controller = new AbortController()
    const onAbort = () => controller.abort()
    signal.addEventListener('abort', onAbort)
    const release = () => signal.removeEventListener('abort', onAbort)
    const startedEpochMs = clock.epochMs()
    let response: FetchResponse
    try {
      response = await fetchWithTimeout(runtime, sending, controller, maxRetries - retriesLeft)
    } catch (error) {
      release()
      if (signal.aborted) throw userAbort()
      if (retriesLeft === 0) throw isTimeout(error) ? connectionTimeout(adviceFor(error)) : connectionError()
      await waitToRetry(runtime, sending, null, retriesLeft)
      continue
    }
    if (response.status >= 200 && response.status < 300) {
      return { response, controller, release, retriesLeft, startedEpochMs }
    }
    const { status, headers } = response
    if (retriesLeft === 0 || !shouldRetry(status, headers)) {
      // The body of an error has no time limit of the SDK's own.
      const body = await response.text().catch((error: Error) => error.message)
      release()
      throw statusError(status, body)
    }
    await response.cancel()
    release()
    await waitToRetry(runtime, sending, headers, retriesLeft)
  }
}

/** Its time limit ends with the head of the response. */
async function fetchWithTimeout(
  { clock, transport, endpoint, timeoutMs }: SdkRuntime,
  { body }: Sending,
  controller: AbortController,
  retryCount: number,
): Promise<FetchResponse> {
  const timer = clock.timer(timeoutMs, () => controller.abort())
  try {
    return await nodeFetch(
      { clock, transport },
      {
        method: 'POST',
        url: `${endpoint.baseURL}/chat/completions`,
        headers: {
          accept: 'application/json',
          'user-agent': 'OpenAI/JS 7.57.0',
          'x-stainless-retry-count': String(retryCount),
          // `Headers` trims what stands around a value.
          authorization: `Bearer ${endpoint.apiKey}`.trim(),
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: controller.signal,
      },
    )
  } finally {
    timer.cancel()
  }
}

const headersAdvice =
  ' Node.js fetch timed out waiting for response headers; configure a matching undici fetch and ' +
  'fetchOptions.dispatcher with an Agent whose headersTimeout is at least the SDK timeout.'

function adviceFor(error: unknown): string {
  return error instanceof FetchError && error.reason?.endsWith('UND_ERR_HEADERS_TIMEOUT') === true ? headersAdvice : ''
}

function isTimeout(error: unknown): boolean {
  if (error instanceof FetchError) return /timed? ?out/i.test(`${error.message} ${error.reason ?? ''}`)
  return error instanceof Error && error.name === 'AbortError'
}

async function waitToRetry(
  { clock }: SdkRuntime,
  { signal, chance }: Sending,
  headers: Headers | null,
  retriesLeft: number,
): Promise<void> {
  const delayMs = retryDelayMs(headers, retriesLeft, chance(), clock.epochMs())
  try {
    await clock.sleep(timerMs(delayMs), signal)
  } catch {
    throw userAbort()
  }
}

const timedOut = Symbol('timed out')

/** `parseResponseWithTimeout`: what is left of the time since the request, by the wall clock. */
async function parsedInTime(
  { clock, timeoutMs }: SdkRuntime,
  { signal }: Sending,
  { response, controller, release, startedEpochMs }: Begun,
): Promise<{ value: unknown } | typeof timedOut> {
  const parsed = parse(response)
  if (response.status === 204 || response.headers.get('content-length') === '0') {
    return parsed.then((value) => ({ value })).finally(release)
  }
  const leftMs = Math.max(0, startedEpochMs + timeoutMs - clock.epochMs())
  let isLate = false
  const timer = clock.timer(timerMs(leftMs), () => {
    isLate = true
    controller.abort()
  })
  try {
    return { value: await parsed }
  } catch (error) {
    if (isLate) return timedOut
    throw signal.aborted ? userAbort() : error
  } finally {
    timer.cancel()
    release()
  }
}

/** `defaultParseResponse`. The message of JSON that is none differs between engines. */
async function parse(response: FetchResponse): Promise<unknown> {
  if (response.status === 204) {
    await response.cancel()
    return null
  }
  const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const isJson = mediaType.includes('application/json') || mediaType.endsWith('+json')
  if (isJson && response.headers.get('content-length') === '0') {
    await response.cancel()
    return undefined
  }
  const text = await response.text()
  if (!isJson) return text
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new SdkError('SyntaxError', 'the answer is no JSON')
  }
}
