import type { ResponseTruth } from '../../history/index.ts'
import type { TokenCounts } from '../../protocol/money/usage.ts'
import { eventBytes } from '../../protocol/serverSentEvents.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault, type Exchange } from '../fault.ts'
import { count } from '../optionKinds.ts'
import { data, wait, type Step } from '../steps.ts'
import { bendAnswer, type StreamEvent } from '../streamEvents.ts'
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
  *apply(options, exchange, next) {
    const steps = [...next()]
    const whole = wholeAnswerIn(steps)
    const counted = whole?.isStream === exchange.stream ? completionTokensIn(whole, steps) : undefined
    // What says nothing of its tokens, or says it in a form of its own, stays as it is.
    if (whole === undefined || counted === undefined) yield* steps
    else yield* billed(whole, steps, tokensOf(options, exchange, counted), options.form ?? 'openai')
  },
})

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

function* billed(
  whole: WholeAnswer,
  steps: readonly Step[],
  tokens: TokenCounts,
  form: UsageForm | 'untold',
): Iterable<Step> {
  const truth: ResponseTruth = { ...whole.head.truth, tokens, ...(form === 'untold' ? { untold: true } : {}) }
  const told = form === 'untold' ? undefined : usageForms[form](tokens)
  if (whole.completion !== undefined) {
    const { usage: _usage, ...completion } = whole.completion
    const { 'content-length': _length, ...headers } = whole.head.headers
    yield wait(whole.tookMs)
    const payload = { ...completion, ...(told === undefined ? {} : { usage: told }) }
    yield* jsonSteps(whole.head.status, payload, truth, headers, { text: whole.text, finish: true })
    return
  }
  for (const step of bendAnswer(steps, (event) => retold(event, told)))
    yield step.do === 'head' ? { ...step, truth } : step
}

/** Most events of a stream need not be read for that. */
const mayCount = ({ written }: StreamEvent) => written.includes('"usage"')

/** A chunk with counts gets others, or none; one that held nothing else is left out with them. */
function retold(event: StreamEvent, told: object | undefined): Step[] {
  const { step } = event
  const chunk = mayCount(event) ? event.chunk : undefined
  if (chunk?.usage === undefined || chunk.usage === null) return [step]
  if (told === undefined && chunk.choices.length === 0) return []
  const { text, finish } = step
  return [
    data(eventBytes({ ...chunk, usage: told ?? null }), {
      ...(text === undefined ? {} : { text }),
      ...(finish === undefined ? {} : { finish }),
    }),
  ]
}

function completionTokensIn({ completion }: WholeAnswer, steps: readonly Step[]): number | undefined {
  if (completion !== undefined) return completion.usage?.completion_tokens
  let counted: number | undefined
  for (const _step of bendAnswer(steps, (event) => {
    if (mayCount(event)) counted = event.chunk?.usage?.completion_tokens ?? counted
    return []
  }));
  return counted
}
