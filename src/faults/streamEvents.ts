import type { ChatCompletionChunk, Usage } from '../protocol/chat.ts'
import { readingOf, type Reading } from './reading.ts'
import type { Step } from './steps.ts'

export type Head = Extract<Step, { do: 'head' }>
export type Data = Extract<Step, { do: 'data' }>

/** One event of a stream as the healthy answer writes it. */
export class StreamEvent {
  readonly step: Data
  /** How many pieces of the body went out before it. */
  readonly nth: number
  readonly #reading: Reading

  constructor(step: Data, nth: number, reading: Reading) {
    this.step = step
    this.nth = nth
    this.#reading = reading
  }

  /** As it is written: `data: …` and an empty line. */
  get written(): string {
    return this.#reading.text
  }

  /** Undefined for `[DONE]`, for errors, and for whatever else is no part of an answer. Read when it is asked for. */
  get chunk(): ChatCompletionChunk | undefined {
    return this.#reading.chunk
  }

  /** Counts that stand in the chunk. Most events need not be parsed to say that they have none. */
  get usage(): Usage | undefined {
    return this.#reading.usage
  }
}

export const isDone = ({ written }: StreamEvent) => written === 'data: [DONE]\n\n'

type Bend = (event: StreamEvent) => readonly Step[]

/**
 * Lets a fault bend the events of a stream one by one. What is no event of the healthy answer's form passes as it is: a
 * document, what another fault has cut, packed or framed otherwise.
 */
export function bendEvents(steps: Iterable<Step>, bend: Bend): Iterable<Step> {
  return bendWhere(isPlainEventStream, steps, bend)
}

/** The same for a fault that adds to what is said: an error stays what it is. */
export function bendAnswer(steps: Iterable<Step>, bend: Bend): Iterable<Step> {
  return bendWhere((head) => isPlainEventStream(head) && head.truth.class === 'ok', steps, bend)
}

function bendWhere(isBent: (head: Head) => boolean, steps: Iterable<Step>, bend: Bend): Iterable<Step> {
  const events = new EventsAmong(isBent)
  return Array.isArray(steps) ? bentAtOnce(events, steps, bend) : bentOneByOne(events, steps, bend)
}

function* bentOneByOne(events: EventsAmong, steps: Iterable<Step>, bend: Bend): Iterable<Step> {
  for (const step of steps) {
    const event = events.next(step)
    if (event === undefined) yield step
    else yield* bend(event)
  }
}

/** What is all there needs no generator, of which each layer costs as much as the step itself. */
function bentAtOnce(events: EventsAmong, steps: readonly Step[], bend: Bend): readonly Step[] {
  const bent: Step[] = []
  for (const step of steps) {
    const event = events.next(step)
    if (event === undefined) bent.push(step)
    else for (const other of bend(event)) bent.push(other)
  }
  return bent
}

/** Finds the events among steps that are handed over one after the other. */
class EventsAmong {
  readonly #isBent: (head: Head) => boolean
  #bends = false
  #pieces = 0
  #isInside = false

  constructor(isBent: (head: Head) => boolean) {
    this.#isBent = isBent
  }

  /** Undefined for what passes as it is. */
  next(step: Step): StreamEvent | undefined {
    if (step.do === 'head') this.#bends = this.#isBent(step)
    if (step.do !== 'data') return undefined
    const event = this.#bends && !this.#isInside ? eventOf(step, this.#pieces) : undefined
    this.#pieces += 1
    this.#isInside = event === undefined && leavesOpen(step.bytes)
    return event
  }
}

const [lineFeed, carriageReturn, colon] = [10, 13, 58]

/**
 * Whether a piece ends inside an event: what comes next is then the rest of it, even if it looks like one (the last line of JSON on
 * several lines). An event ends with an empty line; a comment is none.
 */
function leavesOpen(bytes: Uint8Array): boolean {
  const isEnd = (fromLast: number) => {
    const byte = bytes.at(-fromLast)
    return byte === lineFeed || byte === carriageReturn
  }
  if (!isEnd(1)) return true
  if (bytes[0] === colon) return false
  // CRLF is one end of a line, not two.
  const before = bytes.at(-1) === lineFeed && bytes.at(-2) === carriageReturn ? 3 : 2
  return !isEnd(before)
}

/** Server-sent events as they are: not compressed. */
export function isPlainEventStream({ headers }: Head): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true && headers['content-encoding'] === undefined
}

/** The head of a body whose length nobody has counted: it is chunked. */
export function withoutLength(head: Head): Head {
  const { 'content-length': _, ...headers } = head.headers
  return { ...head, headers }
}

function eventOf(step: Data, nth: number): StreamEvent | undefined {
  const reading = readingOf(step.bytes)
  return reading.isEvent ? new StreamEvent(step, nth, reading) : undefined
}
