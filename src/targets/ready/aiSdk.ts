import type { CallOutcome } from '../../history/index.ts'
import type { OpenTarget, TargetCall, TargetSetup } from '../target.ts'
import { failureOf, nothingToClose, outcomeOf, streamOutcomeOf, textOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

/** For the whole call: three attempts and the waits of 2 s and 4 s between them. */
const totalMs = 3 * readyTimeoutMs + 6_500

const load = async () => {
  const [{ generateText, streamText }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ])
  return { generateText, streamText, createOpenAICompatible }
}
type Library = Awaited<ReturnType<typeof load>>

export const aiSdk = defineReadyTarget({
  name: 'ai-sdk',
  doc: 'The AI SDK (`ai` with `@ai-sdk/openai-compatible`) with its defaults: first model only, two retries.',
  stream: true,
  answersAfter: 'retries',
  longestCallMs: totalMs,
  about: {
    package: 'ai',
    timeoutMs: totalMs,
    timeoutOption:
      'docs, "Settings": `timeout.totalMs` over all attempts, `firstChunkMs` and `chunkMs` of a stream; none unless set',
    configuration: 'defaults (`maxRetries` is two); streams are read with their error parts, as "Error Handling" shows',
  },
  load,
  open: openSdk,
})

function openSdk({ generateText, streamText, createOpenAICompatible }: Library, setup: TargetSetup): OpenTarget {
  const { baseURL, apiKey, model } = setup.endpoints[0]!
  const provider = createOpenAICompatible({ name: 'provider', baseURL, apiKey })
  const optionsOf = ({ messages, maxTokens, signal }: TargetCall) => ({
    model: provider(model),
    ...promptOf(messages),
    ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens }),
    abortSignal: signal,
  })
  async function* contentOf(call: TargetCall): AsyncGenerator<string, CallOutcome> {
    const timeout = { totalMs, firstChunkMs: readyTimeoutMs, chunkMs: readyTimeoutMs }
    const { stream } = streamText({ ...optionsOf(call), timeout, onError: () => {} })
    let text = ''
    for await (const part of stream) {
      if (part.type === 'error') return failureOf(part.error)
      if (part.type === 'abort')
        return failureOf(new DOMException(part.reason ?? 'the stream was aborted', 'AbortError'))
      if (part.type !== 'text-delta' || part.text === '') continue
      text += part.text
      yield part.text
    }
    return { ok: true, text, model: null }
  }
  return {
    chat: (call) =>
      outcomeOf(async () => {
        const { text, response } = await generateText({ ...optionsOf(call), timeout: { totalMs } })
        return { ok: true, text, model: response.modelId }
      }),
    stream: (call) => streamOutcomeOf(contentOf(call)),
    close: nothingToClose,
  }
}

/** It takes the system's words apart from the others. */
function promptOf(messages: TargetCall['messages']) {
  const textsOf = (role: string) => messages.filter((one) => one.role === role).map(textOf)
  return {
    instructions: textsOf('system').join('\n'),
    messages: textsOf('user').map((content) => ({ role: 'user' as const, content })),
  }
}
