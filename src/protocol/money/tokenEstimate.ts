/**
 * How many tokens a request may come to, without a tokenizer.
 *
 * The bound rests on this: providers of chat models cut text by byte-level BPE (OpenAI, DeepSeek, Kimi, MiniMax, Qwen,
 * Llama 3) or by pieces that fall back to bytes (Gemini, Llama 2), so no text makes more tokens than it has bytes in
 * UTF-8; and JSON never writes a text in fewer bytes than it has. What the provider writes around it is allowed for by
 * the constants below. It does not hold for a tokenizer that first rewrites text into more of it (NFKC makes 18 letters
 * of one ligature, U+FDFA), for a template that indents deep tool definitions, nor for what a server adds by itself:
 * searches, files, stored prompts.
 */

/** Markers and role of a message: 3 to 5 in OpenAI's and Qwen's templates, 6 in Llama 3's; JSON's own bytes come on top. */
export const messageOverheadTokens = 16

/** The start of the answer, and a default system prompt: about 70 in the longest that is public (OpenAI's harmony). */
export const requestOverheadTokens = 256

/** The instructions how to call tools: 313 to 530 with Anthropic's models (its docs, tool use, pricing). */
export const toolsOverheadTokens = 1024

/** UTF-8 bytes of English prose per token, of which the common estimate is made. */
const likelyBytesPerToken = 4

type Fields = Readonly<Record<string, unknown>>

/**
 * The most tokens that the prompt of `body` can come to. `bodyBytes` is the UTF-8 length of its JSON as it is sent; the
 * text itself is not looked at, so it costs a look at every message. Undefined (no bound is known) with parts that are
 * not text (images, audio, files), tools that the provider runs itself, or messages that are none.
 */
export function atMostPromptTokens(body: Fields, bodyBytes: number): number | undefined {
  const { messages, tools, functions } = body
  if (!Array.isArray(messages) || !messages.every(isText) || addsByItself(body)) return undefined
  const toolTokens = isGiven(tools) || isGiven(functions) ? toolsOverheadTokens : 0
  return bodyBytes + messages.length * messageOverheadTokens + requestOverheadTokens + toolTokens
}

/**
 * The most tokens that the answers to `body` can come to together: its limit (without one, `longest`: the model's own)
 * times `n`. Undefined without any limit, or with one or an `n` that is no number: nobody knows what becomes of it.
 */
export function atMostOutputTokens(body: Fields, longest?: number): number | undefined {
  const given = [body['max_completion_tokens'], body['max_tokens']].filter(isGiven)
  if (given.length === 0 && longest === undefined) return undefined
  const limits = given.length > 0 ? given : [longest]
  const answers = body['n'] ?? 1
  // With both, some providers obey the one and some the other.
  const bound = Math.max(...limits.map(wholeNumber)) * wholeNumber(answers)
  return Number.isSafeInteger(bound) ? bound : undefined
}

/**
 * What the prompt will probably come to: an estimate for reserving tokens per minute, wrong in both directions. English
 * makes about one token per 4 bytes, code and other scripts somewhat more.
 */
export function likelyPromptTokens(bodyBytes: number): number {
  return Math.max(1, Math.ceil(bodyBytes / likelyBytesPerToken))
}

/** Whether all of a message is text that stands in it. */
function isText(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false
  const { content, audio } = message as Fields
  if (isGiven(audio)) return false
  return !Array.isArray(content) || content.every((part) => isTextPart(part))
}

function isTextPart(part: unknown): boolean {
  const { type } = typeof part === 'object' && part !== null ? (part as Fields) : {}
  return type === 'text' || type === 'refusal'
}

/** Searches, plugins and tools that the provider runs put their findings into the prompt. */
function addsByItself({ tools, web_search_options: search, plugins }: Fields): boolean {
  const runsHere = (tool: unknown) => ['function', 'custom'].includes(String((tool as Fields | null)?.['type']))
  const areOurs = !isGiven(tools) || (Array.isArray(tools) && tools.every(runsHere))
  return !areOurs || isGiven(search) || isGiven(plugins)
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : NaN
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
