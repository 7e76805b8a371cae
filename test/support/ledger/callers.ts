import { ChatError, type CallOptions, type ChatClient, type ChatRequest } from '../../../src/client/index.ts'
import type { VirtualClock } from '../../../src/runtime/index.ts'
import type { Chance } from './chance.ts'

/** How a call ended for who made it, and what it was told to have cost; null for a stream that was left. */
export interface CallEnd {
  readonly callId: number
  readonly errorClass: string | null
  readonly cost: { readonly usd: string | null; readonly atMostUsd: string | null } | null
}

/** A request of any size; some leave the length of the answer to the model. */
export function requestFrom(chance: Chance): ChatRequest {
  const messages = Array.from({ length: 1 + chance.below(3) }, () => ({
    role: 'user' as const,
    content: chance.pick(['hi', 'Xin chào', '深度求索', '\u0000"\\', 'x'.repeat(chance.below(200))]),
  }))
  return {
    messages,
    ...(chance.once(5) ? {} : { max_tokens: chance.below(200) }),
    ...(chance.once(6) ? { n: 1 + chance.below(3) } : {}),
  }
}

/** Makes one call as some caller would: reads a whole answer, a stream, or a part of one; some give up. */
export async function makeCall(
  client: ChatClient,
  clock: VirtualClock,
  callId: number,
  { request, chance, patient }: { readonly request: ChatRequest; readonly chance: Chance; readonly patient: boolean },
): Promise<CallEnd> {
  const controller = new AbortController()
  const gaveUp = !patient && chance.once(6) ? clock.timer(chance.below(150), () => controller.abort()) : undefined
  const options: CallOptions = {
    callId,
    signal: controller.signal,
    ...(!patient && chance.once(6) ? { deadlineMs: 1 + chance.below(120) } : {}),
  }
  const ended = (errorClass: string | null, cost: CallEnd['cost']) => ({ callId, errorClass, cost })
  try {
    if (chance.once(2)) return ended(null, (await client.chat(request, options)).cost)
    const stream = client.stream(request, options)
    const mostPieces = !patient && chance.once(3) ? 1 + chance.below(3) : Infinity
    let pieces = 0
    for await (const _piece of stream) {
      pieces += 1
      if (pieces >= mostPieces) return ended(null, null)
      if (!patient && chance.once(4)) await clock.sleep(chance.below(100))
    }
    return ended(null, (await stream.reply).cost)
  } catch (error) {
    if (error instanceof ChatError) return ended(error.errorClass, error.cost)
    throw error
  } finally {
    gaveUp?.cancel()
  }
}
