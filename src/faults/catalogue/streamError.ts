import type { ErrorClass } from '../../protocol/errorClass.ts'
import { providerError, providers, type Provider, type ProviderErrorName } from '../../protocol/providerErrors.ts'
import { doneBytes, eventBytes, textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { count, provider as anyProvider } from '../optionKinds.ts'
import { data, end, type Step } from '../steps.ts'
import { isPlainEventStream } from '../streamEvents.ts'

const classOf = {
  overloaded: 'overloaded',
  rateLimit: 'rate_limited',
  quotaExhausted: 'quota_exhausted',
  serverError: 'server_error',
} as const satisfies Partial<Record<ProviderErrorName, ErrorClass>>
type StreamedError = keyof typeof classOf
const errors = Object.keys(classOf) as StreamedError[]

const forms = ['data', 'event', 'finishReason'] as const
type Form = (typeof forms)[number]

/** What a stream says when it breaks off, in each form. `[DONE]` stands behind it where providers send it all the same. */
const written: Record<Form, (body: object) => Step[]> = {
  data: (body) => [data(eventBytes(body)), data(doneBytes)],
  event: (body) => [data(textBytes(`event: error\ndata: ${JSON.stringify(body)}\n\n`))],
  finishReason: (body) => [
    data(eventBytes({ ...body, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] })),
    data(doneBytes),
  ],
}

export interface StreamErrorOptions {
  /** Pieces of content that go out before. Defaults to 0: nothing of the answer has come. */
  readonly afterDeltas?: number
  /** Defaults to `data`: an event that is an error object. */
  readonly form?: Form
  readonly error?: StreamedError
  /** MiniMax says it in `base_resp`. */
  readonly provider?: Provider
}

export const streamError = defineFault<StreamErrorOptions>({
  type: 'streamError',
  doc: 'Breaks a stream off with an error in the words of a provider, under status 200, after `afterDeltas` pieces of content.',
  source: 'OpenRouter error page; litellm#40578: such an error passed as an empty success; openai-python#2796.',
  options: (v) => ({
    afterDeltas: v.optional(count(v)),
    form: v.optional(v.picklist(forms)),
    error: v.optional(v.picklist(errors)),
    provider: anyProvider(v),
  }),
  arbitrary: (fc) =>
    fc.record({
      afterDeltas: fc.oneof(fc.constant(0), fc.nat(8)),
      form: fc.constantFrom(...forms),
      error: fc.constantFrom(...errors),
      provider: fc.constantFrom(...providers),
    }),
  *apply({ afterDeltas = 0, form = 'data', error = 'overloaded', provider = 'openai' }, exchange, next) {
    let left = afterDeltas
    let isAnswer = false
    for (const step of next()) {
      if (step.do === 'head' && exchange.stream && isPlainEventStream(step) && step.truth.class === 'ok') {
        isAnswer = true
        yield { ...step, truth: { class: classOf[error] } }
        continue
      }
      // At the latest where the answer would end: the head has said already what it means.
      const endsAnswer = step.do === 'end' || (step.do === 'data' && (left === 0 || step.finish === true))
      if (isAnswer && endsAnswer) {
        yield* written[form](providerError(provider, error).body)
        yield end
        return
      }
      if (step.do === 'data' && step.text !== undefined) left -= 1
      yield step
    }
  },
})
