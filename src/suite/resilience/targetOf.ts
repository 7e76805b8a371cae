import { Problem } from '../../harness/problem.ts'
import type { CallOutcome, Declared } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import type { OpenTarget, Target, TargetCall, TargetSetup } from '../../targets/index.ts'
import type {
  ClientUnderTest,
  RehearsalAnswer,
  RehearsalCall,
  RehearsalPlace,
  RehearsedClient,
} from './clientUnderTest.ts'
import { failureOutcome } from './failureOutcome.ts'

const words = messages.errors.suite

/** It goes into reports, and into no command. */
const name = 'client-under-test'

/** The client as the harness plays it. `onMisuse` hears of what is no behaviour of a client, but a slip in the test. */
export function targetOf(
  client: ClientUnderTest | Target,
  promises: readonly (keyof Declared)[],
  onMisuse: (error: unknown) => void,
): Target {
  if (isTarget(client)) return promises.length === 0 ? client : { ...client, promises }
  const opens = openerOf(client)
  const streams = typeof client === 'object' && ('open' in client || 'stream' in client)
  return {
    name,
    doc: messages.suite.doc,
    vantage: 'driver',
    supports: { stream: streams, abort: true, policy: false },
    promises,
    open: (setup) => openTarget(opens(placeOf(setup)), onMisuse),
  }
}

export function isTarget(client: ClientUnderTest | Target): client is Target {
  return typeof client === 'object' && client !== null && 'vantage' in client && 'supports' in client
}

type Opens = (place: RehearsalPlace) => Promise<RehearsedClient>

function openerOf(client: ClientUnderTest): Opens {
  if (typeof client === 'function') return async (place) => ({ chat: (call) => client({ ...place, ...call }) })
  if (typeof client === 'object' && client !== null) {
    if ('open' in client) return async (place) => client.open(place)
    if (typeof client.chat === 'function') return async (place) => placed(client, place)
  }
  throw new Problem('usage', words.noClient(client === null ? 'null' : typeof client))
}

/** The same client, with each call told where the provider is. */
function placed(client: RehearsedClient<RehearsalCall & RehearsalPlace>, place: RehearsalPlace): RehearsedClient {
  return {
    chat: (call) => client.chat({ ...place, ...call }),
    ...(client.stream === undefined ? {} : { stream: (call) => client.stream!({ ...place, ...call }) }),
    close: () => client.close?.(),
  }
}

function openTarget(opening: Promise<RehearsedClient>, onMisuse: (error: unknown) => void): OpenTarget {
  const opened = opening.then(checkOpened).catch((error: unknown) => {
    onMisuse(error)
    throw error
  })
  // Who opens and never calls must hear of it too, but as a misuse.
  opened.catch(() => undefined)
  return {
    chat: async (call) => {
      const client = await opened
      try {
        return answerOutcome(await client.chat(rehearsalCall(call)))
      } catch (error) {
        if (error instanceof Problem) onMisuse(error)
        return failureOutcome(error)
      }
    },
    stream: (call) => streamed(opened, call, onMisuse),
    close: async () => {
      const client = await opened.catch(() => undefined)
      await client?.close?.()
    },
  }
}

function checkOpened(client: RehearsedClient): RehearsedClient {
  if (typeof client?.chat !== 'function') throw new Problem('usage', words.noChat())
  return client
}

async function* streamed(
  opened: Promise<RehearsedClient>,
  call: TargetCall,
  onMisuse: (error: unknown) => void,
): AsyncGenerator<string, CallOutcome> {
  const client = await opened
  if (client.stream === undefined) {
    const problem = new Problem('usage', words.noStream())
    onMisuse(problem)
    return failureOutcome(problem)
  }
  let text = ''
  try {
    for await (const piece of client.stream(rehearsalCall(call))) {
      text += piece
      yield piece
    }
    return { ok: true, text, model: null }
  } catch (error) {
    return failureOutcome(error)
  }
}

function rehearsalCall({ call, messages: asked, maxTokens, signal }: TargetCall): RehearsalCall {
  const content = asked.findLast(({ role }) => role === 'user')?.content
  const question = typeof content === 'string' ? content : ''
  return { call, messages: asked, question, signal, ...(maxTokens === undefined ? {} : { maxTokens }) }
}

function answerOutcome(answer: RehearsalAnswer): CallOutcome {
  if (typeof answer === 'string') return { ok: true, text: answer, model: null }
  if (typeof answer?.text === 'string') return { ok: true, text: answer.text, model: answer.model ?? null }
  throw new Problem('usage', words.noAnswer((JSON.stringify(answer) ?? 'nothing').slice(0, 200)))
}

function placeOf({ endpoints, declared }: TargetSetup): RehearsalPlace {
  const { baseURL, apiKey, model } = endpoints[0]!
  return { endpoints, baseURL, apiKey, model, deadlineMs: declared.deadlineMs ?? null }
}
