import type { ResponseTruth } from '../../history/index.ts'
import { isStream } from '../../protocol/recording/firstToken.ts'
import { bytesOf, type RecordedExchange } from '../../protocol/recording/recording.ts'
import { isError, StreamedContent } from '../../protocol/recording/streamedContent.ts'
import { classOfError } from './recordedError.ts'

/** What a piece of a body brings whole: see the step `data`. */
interface PieceContent {
  readonly text?: string
  readonly finish?: true
  readonly goesOn?: true
}

/** What a recorded answer means, and what each of its pieces brings. */
export interface RecordedAnswer {
  readonly class: ResponseTruth['class']
  readonly pieces: readonly PieceContent[]
}

/**
 * Reads what a provider sent, conservatively: an answer is what came whole and says something; of what was cut within its
 * body nobody says more than that it had begun well.
 */
export function recordedAnswer(recorded: RecordedExchange): RecordedAnswer {
  const { response, chunks } = recorded
  const none = chunks.map((): PieceContent => ({}))
  if (response === null) return { class: 'ok', pieces: none }
  if (isStream(response)) return streamedAnswer(recorded)
  const body = parsed(Buffer.concat(chunks.map(bytesOf)).toString())
  if (response.status >= 300) return { class: classOfError(response.status, body), pieces: none }
  // A body may be whole though its end was lost: where nothing but the connection ends it, that is all that a client sees.
  if (recorded.ended.how !== 'complete' && body === undefined) return { class: 'ok', pieces: none }
  if (body !== undefined && isError(body)) return { class: classOfError(response.status, body), pieces: none }
  const said = messageOf(body)
  if (typeof said === 'string') return { class: said === 'refused' ? 'content_policy' : 'protocol', pieces: none }
  return { class: 'ok', pieces: none.with(-1, { text: said.text, finish: true }) }
}

function streamedAnswer({ chunks, ended }: RecordedExchange): RecordedAnswer {
  const content = new StreamedContent()
  const read = chunks.map((chunk) => content.read(bytesOf(chunk)))
  const pieces = read.map(({ text, finishes, answers }) => ({
    ...(text === '' ? {} : { text }),
    ...(text === '' && answers ? { goesOn: true as const } : {}),
    ...(finishes ? { finish: true as const } : {}),
  }))
  const says = read.findIndex(({ answers }) => answers)
  const breaks = read.findIndex(({ error }) => error !== undefined)
  if (breaks >= 0) {
    const unfinished = pieces.map(({ finish: _finish, ...piece }) => piece)
    // Once it has begun to answer it is an answer that was never finished.
    const begun = says >= 0 && says <= breaks
    return { class: begun ? 'ok' : classOfError(200, read[breaks]!.error), pieces: unfinished }
  }
  if (says >= 0 || ended.how !== 'complete') return { class: 'ok', pieces }
  const refused = read.some(({ finishReason }) => finishReason === 'content_filter')
  return { class: refused ? 'content_policy' : 'protocol', pieces: pieces.map(() => ({})) }
}

interface Choice {
  readonly message?: { readonly content?: unknown; readonly refusal?: unknown; readonly tool_calls?: unknown } | null
  readonly finish_reason?: unknown
}

/** The text of the first choice, or why there is none. */
function messageOf(body: object | undefined): { readonly text: string } | 'refused' | 'empty' {
  const { choices } = (body ?? {}) as { choices?: readonly (Choice | null)[] | null }
  const choice = Array.isArray(choices) ? (choices[0] as Choice | null) : undefined
  const { content, refusal, tool_calls: calls } = choice?.message ?? {}
  const text = Array.isArray(content) ? content.map(textOfPart).join('') : content
  if (typeof text === 'string' && text !== '') return { text }
  if (Array.isArray(calls) && calls.length > 0) return { text: '' }
  return choice?.finish_reason === 'content_filter' || typeof refusal === 'string' ? 'refused' : 'empty'
}

function textOfPart(part: unknown): string {
  const text: unknown = typeof part === 'object' && part !== null ? (part as { text?: unknown }).text : undefined
  return typeof text === 'string' ? text : ''
}

function parsed(body: string): object | undefined {
  try {
    const document: unknown = JSON.parse(body)
    return typeof document === 'object' && document !== null ? document : undefined
  } catch {
    return undefined
  }
}
