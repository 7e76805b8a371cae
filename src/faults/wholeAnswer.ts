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
  if (steps.at(-1)?.do !== 'end') return undefined
  let head: Head | undefined
  const pieces: Data[] = []
  let text = ''
  let tookMs = 0
  let isFinished = false
  // In one pass: many faults ask for this of every answer.
  for (const step of steps) {
    if (step.do === 'head') head ??= step
    else if (step.do === 'wait') tookMs += step.ms
    else if (step.do === 'data') {
      pieces.push(step)
      text += step.text ?? ''
      isFinished ||= step.finish === true
    }
  }
  if (head?.truth.class !== 'ok' || !isFinished) return undefined
  const isStream = isPlainEventStream(head)
  const completion = isStream ? undefined : completionIn(pieces)
  return isStream || completion !== undefined ? { head, isStream, text, tookMs, completion } : undefined
}

function completionIn(pieces: readonly Data[]): ChatCompletion | undefined {
  const bytes = pieces.length === 1 ? pieces[0]!.bytes : Buffer.concat(pieces.map((piece) => piece.bytes))
  return readingOf(bytes).document as ChatCompletion | undefined
}
