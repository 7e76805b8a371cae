import type { ResponseTruth } from '../history/index.ts'
import type { ChatCompletion, ChatCompletionChunk } from '../protocol/chat.ts'
import { eventBytes } from '../protocol/serverSentEvents.ts'
import { jsonSteps } from './answer.ts'
import { readingOf } from './reading.ts'
import { allOf, data, type Step } from './steps.ts'
import { bendEvents, isPlainEventStream, type Data } from './streamEvents.ts'

/**
 * The good answer with another text, which means what `truth` says. Whatever else comes passes as it is, and so does an
 * answer that another fault has cut into pieces already.
 */
export function rewritten(steps: Iterable<Step>, text: string, truth: ResponseTruth): readonly Step[] {
  const all = allOf(steps)
  const head = all.find((step) => step.do === 'head')
  if (head?.truth.class !== 'ok') return all
  return (isPlainEventStream(head) ? stream(all, text, truth) : document(all, text, truth)) ?? all
}

/** The first piece carries it all. Without a text the stream goes from its role straight to its finish marker. */
function stream(steps: readonly Step[], text: string, truth: ResponseTruth): Step[] | undefined {
  let pieces = 0
  const bent = bendEvents(steps, ({ step, chunk }) => {
    if (chunk === undefined) return [step]
    const isFirst = step.text !== undefined && pieces++ === 0
    if (step.finish === true) return isFirst && text !== '' ? [piece(chunk, text), finish(chunk)] : [finish(chunk)]
    if (step.text === undefined) return [step]
    return isFirst && text !== '' ? [piece(chunk, text)] : []
  })
  let written = 0
  for (const step of steps) if (step.do === 'data' && step.text !== undefined) written += 1
  // All of it or nothing: half an answer of the old text would mean neither.
  if (pieces === 0 || pieces < written) return undefined
  return Array.from(bent, (step) => (step.do === 'head' ? { ...step, truth } : step))
}

function piece(chunk: ChatCompletionChunk, text: string): Step {
  return data(eventBytes({ ...chunk, choices: [{ index: 0, delta: { content: text }, finish_reason: null }] }), {
    text,
  })
}

/** For no other reason than that all is said: for want of tokens even an answer without a word would be one. */
function finish(chunk: ChatCompletionChunk): Step {
  return data(eventBytes({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }), { finish: true })
}

function document(steps: readonly Step[], text: string, truth: ResponseTruth): Step[] | undefined {
  const step = steps.find((other): other is Data => other.do === 'data' && other.text !== undefined)
  const completion = step === undefined ? undefined : (readingOf(step.bytes).document as ChatCompletion | undefined)
  const choice = completion?.choices[0]
  if (choice === undefined) return undefined
  const choices = [{ ...choice, message: { ...choice.message, content: text }, finish_reason: 'stop' }]
  const waits = steps.filter((other) => other.do === 'wait')
  return [...waits, ...jsonSteps(200, { ...completion, choices }, truth, {}, { text, finish: true })]
}
