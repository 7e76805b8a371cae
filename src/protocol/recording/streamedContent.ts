import { createParser } from 'eventsource-parser'

/** What one piece of a stream's body completes. */
export interface PieceOfStream {
  /** Content of the first choice, of all events that end in this piece. */
  readonly text: string
  /** The finish marker is among them: a finish reason, or `[DONE]`. */
  readonly finishes: boolean
  readonly finishReason: string | null
  /** Something of an answer: content, thoughts, a tool call. */
  readonly answers: boolean
  /** An event that is an error: its document. */
  readonly error: unknown
}

interface Delta {
  readonly choices?:
    | readonly {
        readonly index?: number
        readonly delta?: Readonly<Record<string, unknown>> | null
        readonly finish_reason?: string | null
      }[]
    | null
  readonly error?: unknown
  readonly base_resp?: { readonly status_code?: number } | null
}

/** Reads a stream's body piece by piece, as it arrived: an event counts where it ends. */
export class StreamedContent {
  readonly #decoder = new TextDecoder()
  readonly #parser = createParser({ onEvent: ({ event, data }) => this.#onEvent(event, data) })
  #piece = emptyPiece

  read(bytes: Uint8Array): PieceOfStream {
    this.#piece = emptyPiece
    this.#parser.feed(this.#decoder.decode(bytes, { stream: true }))
    return this.#piece
  }

  #onEvent(event: string | undefined, data: string): void {
    if (data.trim() === '[DONE]') {
      this.#piece = { ...this.#piece, finishes: true }
      return
    }
    const document = parsed(data)
    if (document === undefined) return
    if (event === 'error' || isError(document)) {
      this.#piece = { ...this.#piece, error: this.#piece.error ?? document }
      return
    }
    const choice = document.choices?.find(({ index = 0 }) => index === 0)
    if (choice === undefined) return
    const delta = choice.delta ?? {}
    const text = typeof delta['content'] === 'string' ? delta['content'] : ''
    const reason = choice.finish_reason ?? ''
    const says = Object.entries(delta).some(([name, value]) => name !== 'role' && value !== null && value !== '')
    this.#piece = {
      ...this.#piece,
      text: this.#piece.text + text,
      answers: this.#piece.answers || says,
      finishes: this.#piece.finishes || reason !== '',
      finishReason: reason === '' ? this.#piece.finishReason : reason,
    }
  }
}

const emptyPiece: PieceOfStream = { text: '', finishes: false, finishReason: null, answers: false, error: undefined }

/** An error that came with a good status: OpenAI's shape, OpenRouter's, MiniMax's. */
export function isError(document: object): boolean {
  const { error, base_resp: minimax } = document as Delta
  if ((minimax?.status_code ?? 0) !== 0) return true
  if (error === null || error === undefined || error === false || error === '') return false
  return typeof error !== 'object' || Object.keys(error).length > 0
}

function parsed(data: string): Delta | undefined {
  try {
    const document: unknown = JSON.parse(data)
    return typeof document === 'object' && document !== null ? document : undefined
  } catch {
    return undefined
  }
}
