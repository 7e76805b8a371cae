import { readCallMarker } from '../protocol/callMarker.ts'
import type { ChatBody } from '../protocol/chat.ts'
import { atMostOutputTokens, likelyPromptTokens } from '../protocol/money/tokenEstimate.ts'

/** What there is to know of the body of a request. */
export interface ReadRequest {
  /** Undefined for what is no chat request. */
  readonly chat: AskedChat | undefined
  /** By the marker in its messages. */
  readonly call: number | null
  /** About so many tokens, the whole body taken as a prompt. */
  readonly promptTokens: number
}

interface AskedChat {
  readonly model: string
  readonly stream: boolean
  /** The most tokens that it lets be answered; 0 where it does not say. */
  readonly maxTokens: number
}

/** A body that was read, as a pattern: bodies that differ in the number of their call alone say the same. */
interface Pattern {
  readonly after: string
  readonly chat: AskedChat
  readonly bytesAround: number
}

/** By what stands before the number. Retries and fallbacks send the same body again, and so do thousands of calls. */
const known = new Map<string, Pattern | undefined>()
const mostKnown = 1_000
const longestKnown = 4_096

const mark = '[[call:'

/** Never throws. */
export function readRequest(text: string): ReadRequest {
  const at = text.length > longestKnown ? -1 : text.indexOf(mark)
  if (at === -1) return readWhole(text)
  const before = text.slice(0, at + mark.length)
  const end = text.indexOf(']]', before.length)
  const number = end === -1 ? '' : text.slice(before.length, end)
  if (!isNumber(number)) return readWhole(text)
  const after = text.slice(end)
  const pattern = known.get(before)
  if (pattern !== undefined && pattern.after === after) {
    const { chat, bytesAround } = pattern
    return { chat, call: Number(number), promptTokens: likelyPromptTokens(bytesAround + number.length) }
  }
  const read = readWhole(text)
  if (known.size >= mostKnown) known.clear()
  known.set(before, patternOf(before, number, after, read))
  return read
}

/** The proof that this number is the call's: with another one there, the call is that. */
function patternOf(before: string, number: string, after: string, { chat, call }: ReadRequest): Pattern | undefined {
  if (chat === undefined || call !== Number(number)) return undefined
  const other = readWhole(`${before}${call + 1}${after}`)
  if (other.call !== call + 1) return undefined
  return { after, chat, bytesAround: Buffer.byteLength(before) + Buffer.byteLength(after) }
}

function readWhole(text: string): ReadRequest {
  const body = parseBody(text)
  return {
    chat: body && { model: body.model, stream: body.stream === true, maxTokens: atMostOutputTokens(body) ?? 0 },
    call: body === undefined ? null : (readCallMarker(body.messages) ?? null),
    promptTokens: likelyPromptTokens(Buffer.byteLength(text)),
  }
}

function parseBody(text: string): ChatBody | undefined {
  try {
    const parsed = JSON.parse(text) as ChatBody | null
    return typeof parsed?.model === 'string' && Array.isArray(parsed.messages) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** As the marker is read: digits of ASCII, at least one. */
function isNumber(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 48 || unit > 57) return false
  }
  return text.length > 0
}
