import type { ResponseTruth } from '../history/index.ts'
import { doneBytes, textBytes } from '../protocol/serverSentEvents.ts'
import type { Usage } from '../protocol/chat.ts'
import { completionBytes, completionEnd } from './answerCompletion.ts'
import { AnswerEvents } from './answerEvents.ts'
import type { AnswerPlan } from './answerPlan.ts'
import type { Exchange } from './fault.ts'
import { keptAnswer } from './keptAnswers.ts'
import { data, end, head, wait, type Step } from './steps.ts'

/** Letters of one to four bytes in UTF-8, so that a piece of the network may end within one. */
const pieces = ['Patience', ' is', ' a', ' resource', ': spend', ' it', ' well.', ' Kiên nhẫn 🐢']
const sentence = pieces.join('')

/** Between two deltas of a healthy stream, in ms. */
const deltaGapMs = 5

/** A time that never changes, so that the same exchange gives the same bytes. */
const created = 1_767_225_600

const usualPromptTokens = 12
export const usageOf = ({
  tokens = pieces.length,
  promptTokens = usualPromptTokens,
}: Partial<AnswerPlan> = {}): Usage => ({
  prompt_tokens: promptTokens,
  completion_tokens: tokens,
  total_tokens: promptTokens + tokens,
})

/** One for all: histories keep it. */
const good: ResponseTruth = Object.freeze({ class: 'ok' })

const usualEnd = completionEnd(sentence, 'stop', usageOf())

/**
 * The healthy answer: what a provider sends on a good day. It names the model and the call, so that an answer which
 * reaches the wrong caller, or is glued together from two attempts, cannot look right.
 */
export function answer(exchange: Exchange, plan?: AnswerPlan): Iterable<Step> {
  return plan === undefined ? keptAnswer(exchange, made) : made(exchange, plan)
}

function made(exchange: Exchange, plan?: AnswerPlan): Iterable<Step> {
  return exchange.stream ? streamedAnswer(exchange, plan) : jsonAnswer(exchange, plan)
}

export function answerText({ model, call, attempt }: Exchange): string {
  return `${opening(model, call, attempt)}${sentence}`
}

function opening(model: string, call: number | null, attempt: number): string {
  return `[${model} call ${call ?? '?'} try ${attempt + 1}] `
}

interface Delta {
  /** Since the one before; absent: with it. */
  readonly waitMs?: number
  readonly text: string
}

/** The answer piece by piece; the last one of a plan has no text: it is the end. */
function* deltasOf({ model, call, attempt }: Exchange, plan: AnswerPlan | undefined): Iterable<Delta> {
  const opener = opening(model, call, attempt)
  if (plan === undefined) {
    yield { text: opener }
    for (const text of pieces) yield { waitMs: deltaGapMs, text }
    return
  }
  const gapMs = plan.gapsMs()
  yield { waitMs: plan.firstTokenMs, text: opener + pieces[0] }
  for (let token = 1; token < plan.tokens; token += 1) yield { waitMs: gapMs(), text: pieceAt(token) }
  yield { waitMs: gapMs(), text: '' }
}

/** The words over and over. */
function pieceAt(token: number): string {
  const at = token % pieces.length
  return at === 0 ? ` ${pieces[0]}` : pieces[at]!
}

function* jsonAnswer(exchange: Exchange, plan: AnswerPlan | undefined): Iterable<Step> {
  const { model, call, attempt } = exchange
  const opener = opening(model, call, attempt)
  let rest = sentence
  let restBytes = usualEnd
  if (plan !== undefined) {
    // It takes as long as the same answer would as a stream.
    const deltas = [...deltasOf(exchange, plan)]
    yield wait(deltas.reduce((sumMs, { waitMs = 0 }) => sumMs + waitMs, 0))
    rest = deltas
      .map(({ text }) => text)
      .join('')
      .slice(opener.length)
    restBytes = completionEnd(rest, finishOf(plan), usageOf(plan))
  }
  const bytes = completionBytes({ id: completionId(exchange), created, model }, opener, restBytes)
  yield* wholeSteps(200, bytes, good, {}, { text: opener + rest, finish: true })
}

/** A whole JSON response in one go; the error faults are made of it too. */
export function jsonSteps(
  status: number,
  payload: unknown,
  truth: ResponseTruth,
  headers: Record<string, string> = {},
  content?: { text?: string; finish?: true },
): Step[] {
  return wholeSteps(status, textBytes(JSON.stringify(payload)), truth, headers, content)
}

/** The bytes of bodies that are one and the same object each time. */
const fixedBytes = new WeakMap<object, Uint8Array>()

/** The same for a body that never changes, as the words of a provider: it is written once. */
export function fixedSteps(
  status: number,
  body: object,
  truth: ResponseTruth,
  headers: Record<string, string> = {},
): Step[] {
  let bytes = fixedBytes.get(body)
  if (bytes === undefined) fixedBytes.set(body, (bytes = textBytes(JSON.stringify(body))))
  return wholeSteps(status, bytes, truth, headers)
}

function wholeSteps(
  status: number,
  bytes: Uint8Array,
  truth: ResponseTruth,
  headers: Record<string, string>,
  content?: { text?: string; finish?: true },
): Step[] {
  const all = { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers }
  return [head(status, all, truth), data(bytes, content), end]
}

function* streamedAnswer(exchange: Exchange, plan: AnswerPlan | undefined): Iterable<Step> {
  yield head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, good)
  const events = new AnswerEvents(completionId(exchange), created, exchange.model)
  let begun = false
  for (const { waitMs, text } of deltasOf(exchange, plan)) {
    if (waitMs !== undefined) yield wait(waitMs)
    if (!begun) yield data(events.role())
    begun = true
    if (text !== '') yield data(events.content(text), { text })
  }
  yield data(events.finish(finishOf(plan)), { finish: true })
  yield data(events.usage(usageOf(plan)))
  yield data(doneBytes)
  yield end
}

const finishOf = (plan: AnswerPlan | undefined) => plan?.finishReason ?? 'stop'

function completionId({ model, call, nth }: Exchange): string {
  return `chatcmpl-${model}-${call ?? 'x'}-${nth}`
}
