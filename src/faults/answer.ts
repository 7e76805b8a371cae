import type { ResponseTruth } from '../history/index.ts'
import { doneBytes, textBytes } from '../protocol/serverSentEvents.ts'
import type { ChatCompletion, Usage } from '../protocol/chat.ts'
import { AnswerEvents } from './answerEvents.ts'
import type { Exchange } from './fault.ts'
import { data, end, head, wait, type Step } from './steps.ts'

/** Letters of one to four bytes in UTF-8, so that a piece of the network may end within one. */
const pieces = ['Patience', ' is', ' a', ' resource', ': spend', ' it', ' well.', ' Kiên nhẫn 🐢']

/** Between two deltas of a healthy stream, in ms. */
const deltaGapMs = 5

/** A time that never changes, so that the same exchange gives the same bytes. */
const created = 1_767_225_600

const promptTokens = 12
const usage: Usage = {
  prompt_tokens: promptTokens,
  completion_tokens: pieces.length,
  total_tokens: promptTokens + pieces.length,
}

/**
 * The healthy answer: what a provider sends on a good day. It names the model and the call, so that an answer which
 * reaches the wrong caller, or is glued together from two attempts, cannot look right.
 */
export function answer(exchange: Exchange): Iterable<Step> {
  return exchange.stream ? streamedAnswer(exchange) : jsonAnswer(exchange)
}

export function answerText({ model, call, attempt }: Exchange): string {
  return `${opening(model, call, attempt)}${pieces.join('')}`
}

function opening(model: string, call: number | null, attempt: number): string {
  return `[${model} call ${call ?? '?'} try ${attempt + 1}] `
}

function jsonAnswer(exchange: Exchange): Iterable<Step> {
  const text = answerText(exchange)
  const completion: ChatCompletion = {
    id: completionId(exchange),
    object: 'chat.completion',
    created,
    model: exchange.model,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage,
  }
  return jsonSteps(200, completion, { class: 'ok' }, {}, { text, finish: true })
}

/** A whole JSON response in one go; the error faults are made of it too. */
export function jsonSteps(
  status: number,
  payload: unknown,
  truth: ResponseTruth,
  headers: Record<string, string> = {},
  content: { text?: string; finish?: true } = {},
): Step[] {
  const bytes = textBytes(JSON.stringify(payload))
  const all = { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers }
  return [head(status, all, truth), data(bytes, content), end]
}

function* streamedAnswer(exchange: Exchange): Iterable<Step> {
  yield head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, { class: 'ok' })
  const events = new AnswerEvents(completionId(exchange), created, exchange.model)
  yield data(events.role())
  const opener = opening(exchange.model, exchange.call, exchange.attempt)
  yield data(events.content(opener), { text: opener })
  for (const piece of pieces) {
    yield wait(deltaGapMs)
    yield data(events.content(piece), { text: piece })
  }
  yield data(events.finish('stop'), { finish: true })
  yield data(events.usage(usage))
  yield data(doneBytes)
  yield end
}

function completionId({ model, call, nth }: Exchange): string {
  return `chatcmpl-${model}-${call ?? 'x'}-${nth}`
}
