import type { ClientOptions, OpenAI } from 'openai'
import type { CallOutcome } from '../../history/index.ts'
import type { OpenTarget, TargetCall, TargetEndpoint } from '../target.ts'
import { answerIn, chatBody, nothingToClose, outcomeOf, streamOutcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

const load = async () => (await import('openai')).OpenAI
type Library = Awaited<ReturnType<typeof load>>

const timeoutOption = 'README, "Timeouts": `timeout`, 10 minutes unless set; it ends with the headers of an answer'

export const openai = defineReadyTarget({
  name: 'openai',
  doc: 'The official openai SDK with its defaults: first model only, two retries.',
  stream: true,
  answersAfter: 'retries',
  about: {
    package: 'openai',
    timeoutMs: readyTimeoutMs,
    timeoutOption,
    configuration: 'defaults (README, "Retries": two); streams are read by the loop of the README',
  },
  load,
  open: (library, { endpoints }) => openSdk(library, endpoints[0]!, {}),
})

export const openaiFiveRetries = defineReadyTarget({
  name: 'openai-five-retries',
  doc: 'The official openai SDK with the five retries that its README shows: first model only.',
  stream: true,
  answersAfter: 'retries',
  longestCallMs: 6 * readyTimeoutMs + 20_000,
  about: {
    package: 'openai',
    timeoutMs: readyTimeoutMs,
    timeoutOption,
    configuration: '`maxRetries: 5` (README, "Retries")',
  },
  load,
  open: (library, { endpoints }) => openSdk(library, endpoints[0]!, { maxRetries: 5 }),
})

/** The SDK at one place, as its README uses it. */
export function openSdk(Client: Library, endpoint: TargetEndpoint, options: ClientOptions): OpenTarget {
  const { baseURL, apiKey } = endpoint
  const sdk = new Client({ baseURL, apiKey, timeout: readyTimeoutMs, ...options })
  const bodyOf = (call: TargetCall) => chatBody(endpoint, call) as Question
  return {
    chat: (call) =>
      outcomeOf(async () =>
        answerIn(await sdk.chat.completions.create({ ...bodyOf(call), stream: false }, { signal: call.signal })),
      ),
    stream: (call) => streamOutcomeOf(contentOf(sdk, bodyOf(call), call)),
    close: nothingToClose,
  }
}

type Question = Omit<ReturnType<typeof chatBody>, 'messages'> & Pick<OpenAI.ChatCompletionCreateParams, 'messages'>

/** The loop of the README. What ends is whole to it; only who has aborted knows better. */
async function* contentOf(sdk: OpenAI, body: Question, { signal }: TargetCall): AsyncGenerator<string, CallOutcome> {
  const stream = await sdk.chat.completions.create({ ...body, stream: true }, { signal })
  let text = ''
  for await (const chunk of stream) {
    const piece = chunk.choices?.[0]?.delta?.content
    if (typeof piece !== 'string' || piece === '') continue
    text += piece
    yield piece
  }
  signal.throwIfAborted()
  return { ok: true, text, model: null }
}
