import type { CallOutcome } from '../../history/index.ts'
import { defineTarget, type OpenTarget, type TargetCall, type TargetSetup } from '../target.ts'
import { chunksOf } from './openai/chunks.ts'
import { createStream, createWhole, type BegunStream } from './openai/sdk.ts'
import { outcomeOf, SdkError, userAbort } from './openai/sdkErrors.ts'

/** `OpenAI.DEFAULT_TIMEOUT`. */
const defaultTimeoutMs = 600_000

/** Opens the model; `timeoutMs` is the client's `timeout`. */
export function openOpenaiRules(setup: TargetSetup, timeoutMs = defaultTimeoutMs): OpenTarget {
  const { clock, transport, random } = setup
  const endpoint = setup.endpoints[0]!
  const runtime = { clock, transport, endpoint, timeoutMs }
  const sending = ({ call, messages, maxTokens, signal }: TargetCall, isStream: boolean) => ({
    body: {
      model: endpoint.model,
      messages,
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
      ...(isStream ? { stream: true } : {}),
    },
    signal,
    chance: random.stream('openai', call, 'jitter'),
  })
  return {
    chat: async (call) => {
      try {
        return answerIn(await createWhole(runtime, sending(call, false)))
      } catch (error) {
        return outcomeOf(error)
      }
    },
    stream: async function* (call) {
      let begun: BegunStream
      try {
        begun = await createStream(runtime, sending(call, true))
      } catch (error) {
        return outcomeOf(error)
      }
      return yield* contentOf(begun, call.signal)
    },
    close: () => Promise.resolve(),
  }
}

/** `completion.choices[0].message.content`, read with care: what is no text is no answer. */
function answerIn(completion: unknown): CallOutcome {
  const { choices, model } = (completion ?? {}) as { choices?: unknown; model?: unknown }
  const [first] = Array.isArray(choices) ? (choices as unknown[]) : []
  const content = (first as { message?: { content?: unknown } } | null | undefined)?.message?.content
  if (typeof content !== 'string') throw new SdkError('TypeError', 'the completion holds no choices[0].message.content')
  return { ok: true, text: content, model: typeof model === 'string' ? model : null }
}

/** The loop of the SDK's README. What ends is whole to it; only who has aborted knows better. */
async function* contentOf(begun: BegunStream, signal: AbortSignal): AsyncGenerator<string, CallOutcome> {
  let text = ''
  try {
    for await (const chunk of chunksOf(begun)) {
      const { choices } = (chunk ?? {}) as { choices?: readonly ({ delta?: { content?: unknown } } | null)[] | null }
      const piece = choices?.[0]?.delta?.content
      if (typeof piece !== 'string' || piece === '') continue
      text += piece
      yield piece
    }
    if (signal.aborted) throw userAbort()
    return { ok: true, text, model: null }
  } catch (error) {
    return outcomeOf(error)
  }
}

export const openaiRules = defineTarget({
  name: 'openai-rules',
  doc:
    'The rules of the official openai SDK for Node (read: 7.57.0) with its defaults: first model only, two retries, ' +
    'no deadline over them; a stream that ends is an answer, as in the loop of its README.',
  vantage: 'driver',
  supports: { stream: true, abort: true, policy: false },
  // Its time limit is an attempt's; it knows one endpoint, no rate, and nothing of what other calls meet.
  notPromised: ['deadlineMs', 'rpm', 'answeredAtLeast', 'amplificationAtMost', 'retryPeak', 'quotaUse', 'outage'],
  open: (setup) => openOpenaiRules(setup),
})
