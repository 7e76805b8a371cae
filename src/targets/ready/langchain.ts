import type { ChatOpenAI } from '@langchain/openai'
import type { CallOutcome } from '../../history/index.ts'
import type { OpenTarget, TargetCall, TargetEndpoint } from '../target.ts'
import { nothingToClose, outcomeOf, streamOutcomeOf, textOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

const load = async () => (await import('@langchain/openai')).ChatOpenAI
type Library = Awaited<ReturnType<typeof load>>

const timeoutOption = '`timeout` of ChatOpenAI, handed to the openai SDK; 10 minutes unless set'

export const langchain = defineReadyTarget({
  name: 'langchain',
  doc: 'ChatOpenAI of @langchain/openai, as its documentation makes one: first model only, two retries.',
  stream: true,
  answersAfter: 'retries',
  longestCallMs: 3 * readyTimeoutMs + 6_000,
  about: {
    package: '@langchain/openai',
    timeoutMs: readyTimeoutMs,
    timeoutOption,
    configuration: '`maxRetries: 2`, as in the example that stands above ChatOpenAI',
  },
  load,
  open: (library, { endpoints }) => openModels(modelAt(library, endpoints[0]!)),
})

/** Of three models: two retries of an attempt that times out, with waits of 1 s and 2 s (and up to as much again) between them. */
const longestCallMs = 3 * (3 * readyTimeoutMs + 6_000)

export const langchainFallbacks = defineReadyTarget({
  name: 'langchain-fallbacks',
  doc: 'ChatOpenAI of @langchain/openai, as its documentation makes one, and the other models by `withFallbacks`: two retries each.',
  stream: true,
  answersAfter: 'fallback',
  knowsKeys: false,
  longestCallMs,
  about: {
    package: '@langchain/openai',
    timeoutMs: readyTimeoutMs,
    timeoutOption,
    configuration:
      '`withFallbacks` over all models, in their order; `maxRetries: 2`, as in the example that stands above ChatOpenAI: with its ' +
      'default of six, a model that answers 503 costs a call 82 to 93 s before the next one is asked (three seeds, virtual clock)',
  },
  load,
  open: (library, { endpoints }) => {
    const [first, ...others] = endpoints.map((endpoint) => modelAt(library, endpoint))
    return openModels(others.length === 0 ? first! : first!.withFallbacks(others))
  },
})

function modelAt(Model: Library, { baseURL, apiKey, model }: TargetEndpoint) {
  return new Model({ model, apiKey, configuration: { baseURL }, timeout: readyTimeoutMs, maxRetries: 2 })
}

type Runnable = Pick<ChatOpenAI, 'invoke' | 'stream'> | ReturnType<ChatOpenAI['withFallbacks']>

function openModels(model: Runnable): OpenTarget {
  return {
    chat: (call) =>
      outcomeOf(async () => {
        const { text, response_metadata: told } = await model.invoke(promptOf(call), { signal: call.signal })
        return { ok: true, text, model: modelIn(told) }
      }),
    stream: (call) => streamOutcomeOf(contentOf(model, call)),
    close: nothingToClose,
  }
}

async function* contentOf(model: Runnable, call: TargetCall): AsyncGenerator<string, CallOutcome> {
  let text = ''
  for await (const chunk of await model.stream(promptOf(call), { signal: call.signal })) {
    if (chunk.text === '') continue
    text += chunk.text
    yield chunk.text
  }
  return { ok: true, text, model: null }
}

function promptOf({ messages }: TargetCall) {
  return messages.map((message): [string, string] => [message.role, textOf(message)])
}

function modelIn(told: Record<string, unknown>): string | null {
  const { model_name: name } = told as { model_name?: unknown }
  return typeof name === 'string' ? name : null
}
