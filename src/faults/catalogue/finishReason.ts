import { doneBytes, eventBytes } from '../../protocol/serverSentEvents.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { allOf, data, end, wait, type Step } from '../steps.ts'
import { wholeAnswerIn, type WholeAnswer } from '../wholeAnswer.ts'

const reasons = ['length', 'content_filter'] as const

export interface FinishReasonOptions {
  readonly reason: (typeof reasons)[number]
  /** Pieces of content (of a document: words) that go out before. */
  readonly afterDeltas: number
}

export const finishReason = defineFault<FinishReasonOptions>({
  type: 'finishReason',
  doc: 'Ends an answer in good form after `afterDeltas` pieces: no tokens were left, or a filter withheld the rest.',
  source: 'OpenAI API reference, `finish_reason`: with `length` and `content_filter` the answer is what has come.',
  options: (v) => ({ reason: v.picklist(reasons), afterDeltas: count(v) }),
  arbitrary: (fc) => fc.record({ reason: fc.constantFrom(...reasons), afterDeltas: fc.nat(4) }),
  *apply(options, exchange, next) {
    const steps = allOf(next())
    const whole = wholeAnswerIn(steps)
    // What comes in another form than was asked for need not be read, and then cannot be understood.
    if (whole?.isStream !== exchange.stream) yield* steps
    else yield* whole.isStream ? shortStream(steps, options) : shortDocument(whole, options)
  },
})

/** Of a filter that lets no word pass, no client may make an empty answer. */
function truthOf({ reason, afterDeltas }: FinishReasonOptions) {
  return { class: reason === 'content_filter' && afterDeltas === 0 ? 'content_policy' : 'ok' } as const
}

function* shortStream(steps: readonly Step[], options: FinishReasonOptions): Iterable<Step> {
  let left = options.afterDeltas
  for (const step of steps) {
    if (step.do === 'data' && (left === 0 || step.finish === true)) break
    if (step.do === 'data' && step.text !== undefined) left -= 1
    yield step.do === 'head' ? { ...step, truth: truthOf(options) } : step
  }
  const choices = [{ index: 0, delta: {}, finish_reason: options.reason }]
  yield data(eventBytes({ object: 'chat.completion.chunk', choices }), { finish: true })
  yield data(doneBytes)
  yield end
}

function* shortDocument(whole: WholeAnswer, options: FinishReasonOptions): Iterable<Step> {
  const words = whole.text.split(/(?=\s)/u)
  const text = words.slice(0, options.afterDeltas).join('')
  const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: options.reason }]
  const completion = { ...whole.completion, choices }
  yield wait(whole.tookMs)
  yield* jsonSteps(whole.head.status, completion, truthOf(options), {}, { text, finish: true })
}
