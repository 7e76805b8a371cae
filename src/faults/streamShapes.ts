import { eventBytes } from '../protocol/serverSentEvents.ts'
import { usageOf } from './answer.ts'
import { data, type Step } from './steps.ts'
import { isDone, type StreamEvent } from './streamEvents.ts'

type Choice = Readonly<Record<string, unknown>>

/** What goes out in place of an event. The first one of a stream only has the role. */
type Shape = (event: StreamEvent) => readonly Step[]

/** The event with other fields; it says the same to the history. */
const changed = ({ step, chunk }: StreamEvent, fields: object): Step => ({
  ...step,
  bytes: eventBytes({ ...chunk, ...fields }),
})

/** An event beside those of the answer, of which no client gets any text. */
const beside = ({ chunk }: StreamEvent, fields: object): Step => data(eventBytes({ ...chunk, ...fields }))

const choice = (delta: object, finishReason: string | null = null, index = 0): Choice => ({
  index,
  delta,
  finish_reason: finishReason,
})
const deltaOf = ({ chunk }: StreamEvent) => chunk?.choices[0]?.delta
/** Content of the one choice that was asked for, and no other beside it. */
const hasText = ({ step, chunk }: StreamEvent) =>
  step.text !== undefined && chunk?.choices.length === 1 && chunk.choices[0]!.index === 0
const isFinish = ({ step }: StreamEvent) => step.finish === true && step.text === undefined
const isRole = (event: StreamEvent) => event.nth === 0 && event.step.text === undefined

const safe = { filtered: false, severity: 'safe' }
const promptFilter = {
  id: '',
  object: '',
  created: 0,
  model: '',
  choices: [],
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: { hate: safe, violence: safe } }],
}

const late = ' (Later.)'

/**
 * Chunks as providers have been seen to send them. Each says the same answer, but for the pieces that `duplicateChunk`,
 * `contentWithFinish` and `contentAfterFinish` add to it.
 */
export const streamShapes = {
  /** Azure (azure-sdk-for-go#21086): `choices` is empty in the first chunk. */
  emptyChoicesFirst: (event) => (event.nth === 0 ? [beside(event, promptFilter), event.step] : [event.step]),
  /** MiniMax (cherry-studio#11287): `choices` is null, and the status code says that all is well. */
  nullChoices: (event) =>
    event.nth === 0
      ? [event.step, beside(event, { choices: null, base_resp: { status_code: 0, status_msg: '' } })]
      : [event.step],
  /** Azure's filter (autogen#6465): a choice without a delta. */
  noDelta: (event) =>
    hasText(event)
      ? [
          event.step,
          beside(event, { id: '', choices: [{ index: 0, finish_reason: null, content_filter_offsets: {} }] }),
        ]
      : [event.step],
  /** Some name the role in every chunk. */
  roleInEach: (event) =>
    hasText(event) ? [changed(event, { choices: [choice({ role: 'assistant', ...deltaOf(event) })] })] : [event.step],
  emptyDeltas: (event) =>
    hasText(event)
      ? [event.step, beside(event, { choices: [choice({})] }), beside(event, { choices: [choice({ content: '' })] })]
      : [event.step],
  /** Dify (dify#2270) and others met `content: null` where nothing is to be said. */
  nullContent: (event) => {
    if (isRole(event)) return [changed(event, { choices: [choice({ role: 'assistant', content: null })] })]
    return isFinish(event) ? [changed(event, { choices: [choice({ content: null }, 'stop')] })] : [event.step]
  },
  /** OpenAI API reference, `include_usage`: every chunk has the field, and only the last one has the counts. */
  usageNullInEach: (event) =>
    event.chunk === undefined || event.chunk.choices.length === 0 ? [event.step] : [changed(event, { usage: null })],
  /** DeepSeek and vLLM: the counts stand in the chunk that finishes, and no chunk of their own follows. */
  usageWithFinish: (event) => {
    if (isFinish(event)) return [changed(event, { usage: usageOf() })]
    return event.chunk?.choices.length === 0 ? [] : [event.step]
  },
  /** Chunks carry no number of their own: what comes twice was said twice ("ha", "ha"). */
  duplicateChunk: (event) => (event.nth === 2 ? [event.step, event.step] : [event.step]),
  /** OpenAI API reference, `n`: a choice is known by its `index`, wherever it stands. Nobody asked for the second. */
  twoChoices: (event) => {
    if (isFinish(event)) return [event.step, beside(event, { choices: [choice({}, 'stop', 1)] })]
    if (!hasText(event)) return [event.step]
    const other = choice({ content: 'No.' }, null, 1)
    return [beside(event, { choices: [other] }), changed(event, { choices: [other, choice(deltaOf(event)!)] })]
  },
  /** OpenAI API reference: `[DONE]` ends a stream. What stands behind it is no part of it. */
  afterDone: (event) =>
    isDone(event)
      ? [event.step, data(eventBytes({ object: 'chat.completion.chunk', choices: [choice({ content: late })] }))]
      : [event.step],
  /** Mistral, vLLM and Gemini (rust-genai#164, lobehub#3252): the last words come with the reason to finish. */
  contentWithFinish: (event) =>
    isFinish(event)
      ? [
          {
            ...event.step,
            text: late,
            bytes: eventBytes({ ...event.chunk, choices: [choice({ content: late }, 'stop')] }),
          },
        ]
      : [event.step],
  /** opencode#49167: the AI SDK and LiteLLM pass it on; only the end of the stream ends the answer. */
  contentAfterFinish: (event) =>
    isFinish(event)
      ? [event.step, data(eventBytes({ ...event.chunk, choices: [choice({ content: late })] }), { text: late })]
      : [event.step],
} as const satisfies Record<string, Shape>

export type StreamShapeName = keyof typeof streamShapes
export const streamShapeNames = Object.keys(streamShapes) as StreamShapeName[]
