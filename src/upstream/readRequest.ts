import { readCallMarker } from '../protocol/callMarker.ts'
import type { ChatBody } from '../protocol/chat.ts'
import { likelyPromptTokens } from '../protocol/money/tokenEstimate.ts'
import { shortHash } from './shortHash.ts'

/** What there is to know of the body of a request. */
export interface ReadRequest {
  /** Undefined for what is no chat request. */
  readonly body: ChatBody | undefined
  /** By the marker in its messages. */
  readonly call: number | null
  readonly bodyHash: string
  /** About so many tokens, the whole body taken as a prompt. */
  readonly promptTokens: number
}

/** Of the bodies that came last: retries and fallbacks send the same ones again, and so do thousands of runs. */
const known = new Map<string, ReadRequest>()
const mostKnown = 1_000
const longestKnown = 4_096

/** Never throws. */
export function readRequest(text: string): ReadRequest {
  const before = known.get(text)
  if (before !== undefined) return before
  const body = parseBody(text)
  const read = {
    body,
    call: body === undefined ? null : (readCallMarker(body.messages) ?? null),
    bodyHash: shortHash(text),
    promptTokens: likelyPromptTokens(Buffer.byteLength(text)),
  }
  if (text.length > longestKnown) return read
  if (known.size >= mostKnown) known.clear()
  known.set(text, read)
  return read
}

function parseBody(text: string): ChatBody | undefined {
  try {
    const parsed = JSON.parse(text) as ChatBody | null
    return typeof parsed?.model === 'string' && Array.isArray(parsed.messages) ? parsed : undefined
  } catch {
    return undefined
  }
}
