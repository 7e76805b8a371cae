import { streamError } from '../../faults/catalogue/index.ts'
import { always, first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms = [
  ['sse-error-event', 'data'],
  ['sse-error-event-named', 'event'],
  ['sse-error-finish-reason', 'finishReason'],
] as const

const source = 'OpenRouter: after the start the status is 200 and the error is in the stream; litellm#40578'

/** An error that comes after some words, in the three ways in which providers write it. */
export const sseErrorEvent = forms.map(([name, form]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: 'An error in the middle of a stream ends the call with that error and the words before it.',
    source,
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [always(streamError({ afterDeltas: 3, form }))], 'moonshot-v1-8k': [] },
    },
    load: sequential({ calls: 2 }),
    caller: { stream: true },
    expect: { ...quick, failsWith: { errorClass: 'overloaded' }, answeredAtMost: 0 },
    exercises: ['success-means-complete', 'no-attempt-after-first-delta', 'failure-says-why', 'answers-as-expected'],
  }),
)

const early = [
  ['stream-inband-error', 'data'],
  ['sse-error-event-named-early', 'event'],
  ['sse-error-finish-reason-early', 'finishReason'],
] as const

/** The same before the first word: then it is like the status that it stands for. */
export const streamInbandError = early.map(([name, form]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: 'An error that a stream says before its first word is retried like the same error as a status.',
    source: name === 'stream-inband-error' ? `vercel/ai #18667: it bypassed maxRetries; ${source}` : source,
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [first(1, streamError({ form }))] } },
    load: sequential({ calls: 2 }),
    caller: { stream: true },
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['streamed-error-as-status', 'success-means-complete', 'output-from-one-attempt', 'answers-as-expected'],
  }),
)
