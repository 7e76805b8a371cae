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
  readonly chat: AskedChat
  readonly bytesAround: number
}

/**
 * By what stands before the number, then by what stands behind it. Retries and fallbacks send the same body again, and so
 * do thousands of calls.
 */
const known = new Map<string, Map<string, Pattern>>()
let patterns = 0
const mostKnown = 1_000
const longestKnown = 4_096

const mark = '[[call:'
/** How JSON may write any letter. */
const escape = '\\u'

/** Never throws. */
export function readRequest(text: string): ReadRequest {
  const at = text.length > longestKnown ? -1 : text.indexOf(mark)
  if (at === -1) return readWhole(text)
  const before = text.slice(0, at + mark.length)
  const end = text.indexOf(']]', before.length)
  const number = end === -1 ? '' : text.slice(before.length, end)
  if (!isNumber(number)) return readWhole(text)
  const after = text.slice(end)
  const pattern = known.get(before)?.get(after)
  if (pattern !== undefined) {
    const { chat, bytesAround } = pattern
    return { chat, call: Number(number), promptTokens: likelyPromptTokens(bytesAround + number.length) }
  }
  const read = readWhole(text)
  if (read.chat !== undefined && read.call === Number(number) && isCallsOwn(before, read.call, after))
    remember(before, after, {
      chat: read.chat,
      bytesAround: Buffer.byteLength(before) + Buffer.byteLength(after),
    })
  return read
}

/**
 * The proof that the number is the call's: nothing else may be one, as nothing else is marked, in plain letters or by
 * escapes. Or, with another number there, the call is that.
 */
function isCallsOwn(before: string, call: number, after: string): boolean {
  const isOnlyOne = !after.includes(mark) && !before.includes(escape) && !after.includes(escape)
  return isOnlyOne || readWhole(`${before}${call + 1}${after}`).call === call + 1
}

function remember(before: string, after: string, pattern: Pattern): void {
  if (patterns >= mostKnown) {
    known.clear()
    patterns = 0
  }
  let endings = known.get(before)
  if (endings === undefined) known.set(before, (endings = new Map()))
  endings.set(after, pattern)
  patterns += 1
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
