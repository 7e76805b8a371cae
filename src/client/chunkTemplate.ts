import type { ChatCompletionChunk } from '../protocol/chat.ts'
import { finishReasonOf } from './streamChunk.ts'

/** A stream whose chunks differ in more than their content is parsed chunk by chunk. */
const mostLessons = 3

/**
 * The chunks of a stream are mostly the same document around another piece of text. Once one is known, the next need
 * not be parsed whole: if it begins and ends like the known one, what stands between is its content.
 */
export class ChunkTemplate {
  #before: string | undefined
  #after = ''
  /** What stood between in the known one, until it is proven that this is the place; most short answers never ask. */
  #unproven: string | undefined
  #lessons = 0

  /** The content of a chunk that differs from the known one in its content alone; undefined if it may differ in more. */
  contentOf(data: string): string | undefined {
    const before = this.#before
    const end = data.length - this.#after.length
    // Compared by slices: `startsWith` and `endsWith` go letter by letter, and take as long as the parser.
    if (before === undefined || data.slice(0, before.length) !== before || data.slice(end) !== this.#after)
      return undefined
    if (this.#unproven !== undefined && !this.#isProven(before, this.#unproven)) return undefined
    const content = parsed(data.slice(before.length, end))
    return typeof content === 'string' ? content : undefined
  }

  /** Takes a parsed chunk as the known one, if it holds content and nothing else that means anything. */
  learn(data: string, chunk: Partial<ChatCompletionChunk>): void {
    const content = contentAlone(chunk)
    if (content === undefined || this.#lessons === mostLessons) return
    this.#lessons += 1
    this.#before = undefined
    const written = JSON.stringify(content)
    const at = data.lastIndexOf(written)
    if (at === -1) return
    this.#before = data.slice(0, at)
    this.#after = data.slice(at + written.length)
    this.#unproven = content
  }

  /** The proof that this is the place: where another text stands there, it is the content. */
  #isProven(before: string, content: string): boolean {
    const other = `${content}.`
    const proof = parsed(`${before}${JSON.stringify(other)}${this.#after}`) as Partial<ChatCompletionChunk> | undefined
    this.#unproven = undefined
    if (proof !== undefined && contentAlone(proof) === other) return true
    this.#before = undefined
    return false
  }
}

/** The content of a chunk that says nothing else: no end, no usage, no tool calls, nothing yet unknown in its delta. */
function contentAlone({ choices, usage }: Partial<ChatCompletionChunk>): string | undefined {
  if (choices?.length !== 1 || (choices[0]?.index ?? 0) !== 0) return undefined
  const choice = choices?.[0]
  const delta = choice?.delta as Record<string, unknown> | null | undefined
  if (typeof delta?.['content'] !== 'string' || delta['content'] === '') return undefined
  if (finishReasonOf(choice) !== undefined || (usage !== undefined && usage !== null)) return undefined
  for (const name in delta) if (name !== 'content' && name !== 'role' && delta[name] !== null) return undefined
  return delta['content']
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
