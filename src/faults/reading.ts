import type { ChatCompletionChunk, Usage } from '../protocol/chat.ts'

const lineFeed = 10
const carriageReturn = 13
const prefix = 'data: '

/** A piece of a body as it reads: as text, as one event of a stream, as JSON. Each is read when it is asked for, and once. */
export class Reading {
  readonly #bytes: Uint8Array
  #text: string | undefined
  #chunk: { readonly parsed: unknown } | undefined
  #document: { readonly parsed: unknown } | undefined
  #isEvent: boolean | undefined
  #mayCount: boolean | undefined

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get text(): string {
    return (this.#text ??= textOf(this.#bytes))
  }

  /** It is one event as the healthy answer writes it: `data: …` on one line, and an empty line. */
  get isEvent(): boolean {
    return (this.#isEvent ??= isOneEvent(this.#bytes))
  }

  /** Undefined for `[DONE]`, for errors, and for whatever else is no part of an answer. */
  get chunk(): ChatCompletionChunk | undefined {
    this.#chunk ??= { parsed: parsedJson(this.text.slice(prefix.length)) }
    const chunk = this.#chunk.parsed as ChatCompletionChunk | null | undefined
    return Array.isArray(chunk?.choices) ? chunk : undefined
  }

  /** The counts in its chunk, if there are any. */
  get usage(): Usage | undefined {
    this.#mayCount ??= this.text.includes('"usage"')
    return this.#mayCount ? (this.chunk?.usage ?? undefined) : undefined
  }

  /** What the piece alone says as JSON; undefined if it is none. */
  get document(): unknown {
    return (this.#document ??= { parsed: parsedJson(this.text) }).parsed
  }
}

function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString()
}

/** Told by its bytes: most events need not become text for it. */
function isOneEvent(bytes: Uint8Array): boolean {
  const { length } = bytes
  for (let index = 0; index < prefix.length; index += 1) if (bytes[index] !== prefix.charCodeAt(index)) return false
  return bytes[length - 1] === lineFeed && bytes.indexOf(lineFeed) === length - 2 && !bytes.includes(carriageReturn)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const kept = new WeakMap<Uint8Array, Reading>()

/** From now on what is read of these bytes is kept for as long as they are: for those that come again. */
export function keepReading(bytes: Uint8Array): void {
  kept.set(bytes, new Reading(bytes))
}

export function readingOf(bytes: Uint8Array): Reading {
  return kept.get(bytes) ?? new Reading(bytes)
}
