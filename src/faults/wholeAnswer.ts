import type { ChatCompletion } from '../protocol/chat.ts'
import { readingOf } from './reading.ts'
import type { Step } from './steps.ts'
import { isPlainEventStream, type Data, type Head } from './streamEvents.ts'

/** An answer that goes out whole and in good form, so that a fault may give it in another one. */
export interface WholeAnswer {
  readonly head: Head
  readonly isStream: boolean
  readonly text: string
  /** How long its steps wait, in ms, all together. */
  readonly tookMs: number
  /** What a document says; undefined for a stream. */
  readonly completion: ChatCompletion | undefined
}

/** The same head where the counts of `usage` get lost: what was billed, nobody can be held to know. */
export function unbilled(head: Head): Head {
  const { tokens: _tokens, untold: _untold, ...truth } = head.truth
  return { ...head, truth }
}

/** Undefined for what is no answer, is cut, never ends, or is compressed. */
export function wholeAnswerIn(steps: readonly Step[]): WholeAnswer | undefined {
  const head = steps.find((step): step is Head => step.do === 'head')
  const pieces = steps.filter((step): step is Data => step.do === 'data')
  if (head?.truth.class !== 'ok' || steps.at(-1)?.do !== 'end' || pieces.every(({ finish }) => finish !== true))
    return undefined
  const isStream = isPlainEventStream(head)
  const completion = isStream ? undefined : completionIn(pieces)
  if (!isStream && completion === undefined) return undefined
  const text = pieces.map((piece) => piece.text ?? '').join('')
  const tookMs = steps.reduce((sum, step) => sum + (step.do === 'wait' ? step.ms : 0), 0)
  return { head, isStream, text, tookMs, completion }
}

function completionIn(pieces: readonly Data[]): ChatCompletion | undefined {
  const bytes = pieces.length === 1 ? pieces[0]!.bytes : Buffer.concat(pieces.map((piece) => piece.bytes))
  return readingOf(bytes).document as ChatCompletion | undefined
}
