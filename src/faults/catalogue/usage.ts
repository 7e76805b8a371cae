import type { ResponseTruth } from '../../history/index.ts'
import type { ChatCompletionChunk } from '../../protocol/chat.ts'
import type { TokenCounts } from '../../protocol/money/usage.ts'
import { eventBytes } from '../../protocol/serverSentEvents.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault, type Exchange } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { allOf, data, wait, type Step } from '../steps.ts'
import { bendAnswer, type Data, type StreamEvent } from '../streamEvents.ts'
import { usageForms, type UsageForm } from '../usageForms.ts'
import { wholeAnswerIn, type WholeAnswer } from '../wholeAnswer.ts'

export interface UsageOptions {
  /** Prompt tokens that a cache had, and those that were written to it; the rest of the prompt was read anew. */
  readonly cachedInput?: number
  readonly cacheWrite?: number
  /** Of the answer's tokens, those that were thought before it. */
  readonly reasoning?: number
  /** Who words it; `untold`: it is billed, and nobody says how much. */
  readonly form?: UsageForm | 'untold'
}

export const usage = defineFault<UsageOptions>({
  type: 'usage',
  doc: 'Bills a whole answer by kinds of tokens: read from a cache, written to it, thought before the answer; or does not say what it bills.',
  source:
    'OpenAI API reference, `usage`; DeepSeek API docs, context caching; litellm: the counts of other attempts are lost.',
  options: (v) => ({
    cachedInput: v.optional(count(v)),
    cacheWrite: v.optional(count(v)),
    reasoning: v.optional(count(v)),
    form: v.optional(v.picklist(['openai', 'deepseek', 'untold'])),
  }),
  arbitrary: (fc) =>
    fc.record(
      {
        cachedInput: fc.nat(80),
        cacheWrite: fc.nat(20),
        reasoning: fc.nat(12),
        form: fc.constantFrom('openai', 'deepseek', 'untold'),
      },
      { requiredKeys: [] },
    ),
  apply(options, exchange, next) {
    const steps = allOf(next())
    const whole = wholeAnswerIn(steps)
    // What says nothing of its tokens, or says it in a form of its own, stays as it is.
    if (whole === undefined || whole.isStream !== exchange.stream) return steps
    const counting = whole.isStream ? countingEvents(steps) : []
    const counts = whole.isStream
      ? counting.findLast(({ usage }) => isGiven(usage?.completion_tokens))?.usage
      : whole.completion?.usage
    const counted = counts?.completion_tokens
    if (counted === undefined) return steps
    const tokens = tokensOf(options, exchange, counted)
    const { form = 'openai' } = options
    const truth: ResponseTruth =
      form === 'untold' ? { ...whole.head.truth, tokens, untold: true } : { ...whole.head.truth, tokens }
    const told = form === 'untold' ? undefined : usageForms[form](tokens)
    return whole.isStream ? billedStream(steps, counting, truth, told) : billedDocument(whole, truth, told)
  },
})

/** Recordings and faults of one's own may say anything. */
const isGiven = (count: unknown) => count !== undefined && count !== null

/** No more than what was sent, and than what the request lets be answered: a provider keeps to both. */
function tokensOf(options: UsageOptions, { promptTokens, maxTokens }: Exchange, counted: number): TokenCounts {
  const answered = maxTokens > 0 ? Math.min(counted, maxTokens) : counted
  const cachedInput = Math.min(options.cachedInput ?? 0, promptTokens)
  // DeepSeek writes to its cache for nothing.
  const written = options.form === 'deepseek' ? 0 : (options.cacheWrite ?? 0)
  const cacheWrite = Math.min(written, promptTokens - cachedInput)
  const reasoning = Math.min(options.reasoning ?? 0, answered)
  return {
    input: promptTokens - cachedInput - cacheWrite,
    cachedInput,
    cacheWrite,
    output: answered - reasoning,
    reasoning,
  }
}

function billedDocument(whole: WholeAnswer, truth: ResponseTruth, told: object | undefined): Step[] {
  const { usage: _usage, ...completion } = whole.completion!
  const { 'content-length': _length, ...headers } = whole.head.headers
  const payload = told === undefined ? completion : { ...completion, usage: told }
  const billed = jsonSteps(whole.head.status, payload, truth, headers, { text: whole.text, finish: true })
  return [wait(whole.tookMs), ...billed]
}

/** A chunk with counts gets others, or none; one that held nothing else is left out with them. */
function billedStream(
  steps: readonly Step[],
  counting: readonly StreamEvent[],
  truth: ResponseTruth,
  told: object | undefined,
): Step[] {
  const billed: Step[] = []
  let pieces = 0
  let counted = 0
  for (const step of steps) {
    if (step.do === 'head') billed.push({ ...step, truth })
    else if (step.do !== 'data' || counting[counted]?.nth !== pieces) billed.push(step)
    else {
      const chunk = counting[counted]!.chunk!
      counted += 1
      if (told !== undefined || chunk.choices.length > 0) billed.push(retold(step, chunk, told))
    }
    if (step.do === 'data') pieces += 1
  }
  return billed
}

function retold({ text, finish }: Data, chunk: ChatCompletionChunk, told: object | undefined): Step {
  return data(eventBytes({ ...chunk, usage: told ?? null }), {
    ...(text === undefined ? {} : { text }),
    ...(finish === undefined ? {} : { finish }),
  })
}

/** In their order. */
function countingEvents(steps: readonly Step[]): StreamEvent[] {
  const counting: StreamEvent[] = []
  bendAnswer(steps, (event) => {
    if (event.usage !== undefined) counting.push(event)
    return []
  })
  return counting
}
