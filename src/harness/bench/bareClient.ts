import { classOfStatus } from '../../client/statusClass.ts'
import type { ChatCompletion } from '../../protocol/chat.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { tokenCountsOf } from '../../protocol/money/usage.ts'
import { TransportError, type Clock, type Transport, type TransportResponse } from '../../runtime/index.ts'
import type { BenchCall, BenchClient, MeasuredCall } from './benchClient.ts'
import { rounded, unmeasured } from './unmeasured.ts'

export interface BareClientOptions {
  readonly endpoints: readonly { readonly model: string; readonly baseURL: string; readonly apiKey: string }[]
  /** The one that drives the load. */
  readonly clock: Clock
  /** Whoever opened it closes it. */
  readonly transport: Transport
}

/**
 * No client at all: one request a call over the transport, whole answers only, without a policy, a price or a second attempt. It is
 * for measuring a server, and for what the load itself costs; what applications meet is `openOurClient`'s to measure.
 */
export function bareClient({ endpoints, clock, transport }: BareClientOptions): BenchClient {
  const places = new Map(
    endpoints.map(({ model, baseURL, apiKey }) => [
      model,
      {
        url: `${baseURL}/chat/completions`,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      },
    ]),
  )
  return {
    call: async (call) => {
      const { url, headers } = places.get(call.model)!
      const beganMs = clock.now()
      let sentMs = beganMs
      try {
        const response = await transport.send(
          { method: 'POST', url, headers, body: bodyOf(call) },
          { signal: call.signal, onConnected: () => (sentMs = clock.now()) },
        )
        const text = await readAll(response)
        return answered(response.status, text, clock.now(), sentMs - beganMs, call)
      } catch (error) {
        return broken(error, clock.now(), call)
      }
    },
    close: () => Promise.resolve(),
  }
}

function bodyOf({ model, messages, maxTokens }: BenchCall): string {
  return JSON.stringify({ model, messages, max_tokens: maxTokens })
}

async function readAll({ body }: TransportResponse): Promise<string> {
  const whole = body.takeWhole?.()
  if (whole !== undefined) return textOf(whole)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return textOf(chunks)
}

function textOf(chunks: readonly Uint8Array[]): string {
  return (
    chunks.length === 1
      ? Buffer.from(chunks[0]!.buffer, chunks[0]!.byteOffset, chunks[0]!.length)
      : Buffer.concat(chunks)
  ).toString()
}

function answered(status: number, text: string, endedMs: number, connectMs: number, call: BenchCall): MeasuredCall {
  if (status !== 200) return failed(endedMs, classOfStatus(status), 'status', status)
  const read = completionIn(text)
  if (read === undefined) return failed(endedMs, 'protocol', 'bad_json', status)
  const counts = tokenCountsOf(read.usage)
  return {
    ...unmeasured,
    endedMs,
    connectMs: rounded(connectMs),
    waitedMs: 0,
    outcome: 'ok-first-try',
    model: call.model,
    attempts: 1,
    inputTokens: counts === undefined ? null : counts.input + counts.cachedInput + counts.cacheWrite,
    outputTokens: counts === undefined ? null : counts.output + counts.reasoning,
    truncated: read.choices[0]?.finish_reason === 'length',
    wastedUsd: '0',
  }
}

function completionIn(text: string): ChatCompletion | undefined {
  try {
    const read = JSON.parse(text) as Partial<ChatCompletion> | null
    return Array.isArray(read?.choices) ? (read as ChatCompletion) : undefined
  } catch {
    return undefined
  }
}

function broken(error: unknown, endedMs: number, { signal }: BenchCall): MeasuredCall {
  if (signal.aborted) return { ...failed(endedMs, 'aborted', 'caller', null), outcome: 'cancelled' }
  if (!(error instanceof TransportError)) throw error
  return failed(endedMs, error.kind === 'timeout' ? 'timeout' : 'network', error.kind, null)
}

function failed(endedMs: number, errorClass: ErrorClass, reason: string, status: number | null): MeasuredCall {
  return { ...unmeasured, endedMs, attempts: 1, errorClass, reason, status }
}
