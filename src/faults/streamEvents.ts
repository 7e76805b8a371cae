import type { ChatCompletionChunk } from '../protocol/chat.ts'
import type { Step } from './steps.ts'

export type Head = Extract<Step, { do: 'head' }>
export type Data = Extract<Step, { do: 'data' }>

/** One event of a stream as the healthy answer writes it. */
export interface StreamEvent {
  readonly step: Data
  /** As it is written: `data: …` and an empty line. */
  readonly written: string
  /** Undefined for `[DONE]`. */
  readonly chunk: ChatCompletionChunk | undefined
}

const oneEvent = /^data: ([^\r\n]*)\n\n$/

/**
 * Lets a fault bend the events of a stream one by one. What is no event of the healthy answer's form passes as it is: a
 * document, what another fault has cut, packed or framed otherwise.
 */
export function* bendEvents(steps: Iterable<Step>, bend: (event: StreamEvent) => Iterable<Step>): Generator<Step> {
  let isPlainStream = false
  for (const step of steps) {
    if (step.do === 'head') isPlainStream = isPlainEventStream(step)
    const event = isPlainStream && step.do === 'data' ? eventOf(step) : undefined
    if (event === undefined) yield step
    else yield* bend(event)
  }
}

/** Server-sent events as they are: not compressed. */
export function isPlainEventStream({ headers }: Head): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true && headers['content-encoding'] === undefined
}

function eventOf(step: Data): StreamEvent | undefined {
  const written = Buffer.from(step.bytes).toString()
  const data = oneEvent.exec(written)?.[1]
  if (data === undefined) return undefined
  return { step, written, chunk: data === '[DONE]' ? undefined : (JSON.parse(data) as ChatCompletionChunk) }
}
