// What `upstream.ts` asks for, and what every server must answer: the healthy answer as JSON, and fifty events at once.
import { always, defineFault, type Script } from '../src/faults/index.ts'
import { data, end, head, type Step } from '../src/faults/steps.ts'
import { doneBytes, eventBytes } from '../src/protocol/serverSentEvents.ts'

export type Kind = 'json' | 'sse'

/** One model a kind, so that no server has to look further than at the name. */
export const models: Readonly<Record<Kind, string>> = { json: 'deepseek-chat', sse: 'moonshot-v1-8k' }

export const eventCount = 50
/** All but the first (the role), the last but one (the finish) and the last (`[DONE]`). */
const contentEvents = eventCount - 3
export const charactersPerEvent = 6
export const streamedText = 'Patience is a resource: spend it well, and early. '
  .repeat(Math.ceil((contentEvents * charactersPerEvent) / 50))
  .slice(0, contentEvents * charactersPerEvent)

function chunk(delta: object, finishReason: string | null = null) {
  return {
    id: `chatcmpl-${models.sse}-x-0`,
    object: 'chat.completion.chunk',
    created: 1_767_225_600,
    model: models.sse,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  }
}

const pieces = Array.from({ length: contentEvents }, (_, index) =>
  streamedText.slice(index * charactersPerEvent, (index + 1) * charactersPerEvent),
)

const fiftySteps: readonly Step[] = [
  head(200, { 'content-type': 'text/event-stream; charset=utf-8' }, { class: 'ok' }),
  data(eventBytes(chunk({ role: 'assistant', content: '' }))),
  ...pieces.map((text) => data(eventBytes(chunk({ content: text })), { text })),
  data(eventBytes(chunk({}, 'stop')), { finish: true }),
  data(doneBytes),
  end,
]

/** What it costs to play and to frame fifty steps that nothing parts; the other servers have their bytes ready too. */
const fiftyEvents = defineFault({
  type: 'fiftyEvents',
  doc: 'Streams fifty events at once.',
  source: 'bench:upstream',
  arbitrary: (fc) => fc.constant({}),
  apply: () => fiftySteps,
})

export const script: Script = { models: { [models.json]: [], [models.sse]: [always(fiftyEvents({}))] } }

const messages = [
  { role: 'system', content: 'You are a helpful assistant. Answer in at most one hundred words, in plain English.' },
  { role: 'user', content: 'What is a rate limit, and how does a good client of a chat API live with one?' },
]

export const requestHeaders = {
  'content-type': 'application/json',
  authorization: 'Bearer sk-bench-0123456789abcdef',
}

export function requestBody(kind: Kind): string {
  return JSON.stringify({ model: models[kind], messages, ...(kind === 'sse' ? { stream: true } : {}) })
}
