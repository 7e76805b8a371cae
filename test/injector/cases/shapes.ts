import { catalogue } from '../../../src/faults/index.ts'
import type { StreamShapeName } from '../../../src/faults/streamShapes.ts'
import type { Case } from '../case.ts'
import { chunked, events } from '../healthy.ts'
import { at, type Piece } from '../http.ts'
import { response } from '../response.ts'

const { finishReason, streamShape } = catalogue

const start =
  'data: {"id":"chatcmpl-m-3-0","object":"chat.completion.chunk","created":1767225600,"model":"m","choices":'
const event = (choices: string, more = '') => `${start}${choices}${more}}\n\n`
const late = event('[{"index":0,"delta":{"content":" (Later.)"},"finish_reason":null}]')

/** From the end of the healthy stream: finish, usage, [DONE]. */
const finishAt = events.length - 3
const contentAt = (nth: number) => nth > 0 && nth < finishAt
const contentOf = (bytes: string) => /"content":("[^"]*")/.exec(bytes)![1]!
const counts = '"usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}'
const other = '{"index":1,"delta":{"content":"No."},"finish_reason":null}'

/** What is owed in place of an event, by its place in the stream. */
const owed: Record<StreamShapeName, (bytes: string, nth: number) => string[]> = {
  emptyChoicesFirst: (bytes, nth) => (nth === 0 ? [promptFilter, bytes] : [bytes]),
  nullChoices: (bytes, nth) =>
    nth === 0 ? [bytes, event('null', ',"base_resp":{"status_code":0,"status_msg":""}')] : [bytes],
  noDelta: (bytes, nth) =>
    contentAt(nth)
      ? [bytes, event('[{"index":0,"finish_reason":null,"content_filter_offsets":{}}]').replace('chatcmpl-m-3-0', '')]
      : [bytes],
  roleInEach: (bytes, nth) => (contentAt(nth) ? [bytes.replace('"content"', '"role":"assistant","content"')] : [bytes]),
  emptyDeltas: (bytes, nth) =>
    contentAt(nth)
      ? [
          bytes,
          event('[{"index":0,"delta":{},"finish_reason":null}]'),
          event('[{"index":0,"delta":{"content":""},"finish_reason":null}]'),
        ]
      : [bytes],
  nullContent: (bytes, nth) => {
    if (nth === 0) return [bytes.replace('"content":""', '"content":null')]
    return [nth === finishAt ? bytes.replace('"delta":{}', '"delta":{"content":null}') : bytes]
  },
  usageNullInEach: (bytes, nth) => [nth <= finishAt ? bytes.replace('}\n\n', ',"usage":null}\n\n') : bytes],
  usageWithFinish: (bytes, nth) => {
    if (nth === finishAt) return [bytes.replace('}\n\n', `,${counts}}\n\n`)]
    return nth === finishAt + 1 ? [] : [bytes]
  },
  duplicateChunk: (bytes, nth) => (nth === 2 ? [bytes, bytes] : [bytes]),
  twoChoices: (bytes, nth) => {
    if (nth === finishAt) return [bytes, event('[{"index":1,"delta":{},"finish_reason":"stop"}]')]
    if (!contentAt(nth)) return [bytes]
    const ours = `{"index":0,"delta":{"content":${contentOf(bytes)}},"finish_reason":null}`
    return [event(`[${other}]`), event(`[${other},${ours}]`)]
  },
  afterDone: (bytes, nth) =>
    nth === finishAt + 2
      ? [
          bytes,
          'data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" (Later.)"},"finish_reason":null}]}\n\n',
        ]
      : [bytes],
  contentWithFinish: (bytes, nth) =>
    nth === finishAt ? [bytes.replace('"delta":{}', '"delta":{"content":" (Later.)"}')] : [bytes],
  contentAfterFinish: (bytes, nth) => (nth === finishAt ? [bytes, late] : [bytes]),
}

const promptFilter =
  'data: {"id":"","object":"","created":0,"model":"","choices":[],"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}}]}\n\n'

const shaped = (shape: (bytes: string, nth: number) => string[]): Piece[] =>
  events.flatMap(({ atMs, bytes }, nth) => shape(bytes, nth).map((each) => at(atMs, each)))

const cutShort = (reason: 'length' | 'content_filter', afterDeltas: number): Case => {
  const before = events.slice(0, afterDeltas === 0 ? 0 : afterDeltas + 1)
  const atMs = events[before.length]!.atMs
  const last = `data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"${reason}"}]}\n\n`
  return response({
    fault: finishReason({ reason, afterDeltas }),
    stream: true,
    pieces: chunked([...before, at(atMs, last), at(atMs, 'data: [DONE]\n\n')]),
    ending: 'reuse',
  })
}

export const shapes = {
  finishReason: [cutShort('length', 0), cutShort('length', 3), cutShort('content_filter', 3)],
  streamShape: Object.entries(owed).map(([form, shape]) =>
    response({
      fault: streamShape({ form: form as StreamShapeName }),
      stream: true,
      pieces: chunked(shaped(shape)),
      ending: 'reuse',
    }),
  ),
}
