import type { Clock, Transport, TransportResponse } from '../../runtime/index.ts'
import { bareAnswer, bareBody, bareCancelled, bareFailure, factsOf } from './bareAnswer.ts'
import type { BenchClient } from './benchClient.ts'

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
          { method: 'POST', url, headers, body: bareBody(call) },
          { signal: call.signal, onConnected: () => (sentMs = clock.now()) },
        )
        const text = await readAll(response)
        return bareAnswer(factsOf(response.status, text), clock.now(), sentMs - beganMs, call)
      } catch (error) {
        return call.signal.aborted ? bareCancelled(clock.now()) : bareFailure(error, clock.now())
      }
    },
    close: () => Promise.resolve(),
  }
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
