import type { VirtualSocket } from '../../../src/runtime/index.ts'
import { sse } from '../clientStage.ts'
import type { Chance } from './chance.ts'
import { nonsenseOf, usageOf, type Work } from './work.ts'

/** What an upstream does in an exchange: each step so many ms after the one before it. */
export type Steps = readonly (readonly [afterMs: number, act: (socket: VirtualSocket) => void])[]

/** One exchange, and whether the model worked for it: then it is billed, whatever the client gets to see. */
export interface Play {
  readonly worked: boolean
  readonly steps: Steps
}

export interface Ask {
  readonly stream: boolean
  readonly work: Work
  readonly chance: Chance
}

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const event = (data: unknown, name?: string) =>
  bytes(
    `${name === undefined ? '' : `event: ${name}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
  )
const wait = (chance: Chance) => chance.below(40)

const document = (status: number, value: unknown, afterMs: number): Steps => [
  [
    afterMs,
    (socket) => {
      socket.head(status, { 'content-type': 'application/json' })
      socket.data(bytes(value))
      socket.end()
    },
  ],
]

const whole = (content: string | null, finishReason: string, more: object) => ({
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finishReason }],
  ...more,
})

const error = (code: number | string) => ({ error: { message: 'it did not go well', code } })

/** Counts that are there, that are not, or that make no sense. */
function counts({ work, chance }: Ask): { usage?: object | null } {
  return chance.pick([() => ({ usage: usageOf(work) }), () => ({}), () => ({ usage: nonsenseOf(work, chance) })])()
}

const words = ({ chance }: Ask) => chance.pick(['good', 'good', 'bad'])
const delta = (fields: object) => event({ choices: [{ index: 0, delta: fields, finish_reason: null }] })

/** Headers at once, then events with some time between them, and then `last`. */
function streamed(ask: Ask, deltas: readonly object[], last: (socket: VirtualSocket) => void): Steps {
  const pieces = deltas.map((fields): Steps[number] => [ask.chance.below(15), (socket) => socket.data(delta(fields))])
  return [[wait(ask.chance), (socket) => socket.head(200, sse)], ...pieces, [ask.chance.below(15), last]]
}

const some = (ask: Ask, fields: object) => Array.from({ length: ask.chance.below(4) }, () => fields)

function finish(finishReason: string, more: object) {
  return (socket: VirtualSocket) => {
    socket.data(event({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }], ...more }))
    socket.data(event('[DONE]'))
    socket.end()
  }
}

/** A good answer, counted as it should be. */
export function honest(ask: Ask): Play {
  const counted = { usage: usageOf(ask.work) }
  const content = { content: 'good' }
  const steps = ask.stream
    ? streamed(ask, [content, ...some(ask, content)], finish('stop', counted))
    : document(200, whole('good', 'stop', counted), wait(ask.chance))
  return { worked: true, steps }
}

const worked = (steps: Steps): Play => ({ worked: true, steps })
const idle = (steps: Steps): Play => ({ worked: false, steps })

/** What any exchange may come to. */
const anywhere: readonly ((ask: Ask) => Play)[] = [
  honest,
  (ask) => worked(document(200, whole(words(ask), 'stop', counts(ask)), wait(ask.chance))),
  (ask) => worked(document(201, whole('good', 'stop', counts(ask)), wait(ask.chance))),
  (ask) => worked(document(200, whole(null, 'content_filter', counts(ask)), wait(ask.chance))),
  (ask) => worked(document(200, whole('', 'stop', counts(ask)), wait(ask.chance))),
  (ask) => worked(document(200, '{"choices":[{"mess', wait(ask.chance))),
  (ask) => worked(document(200, { ...whole('half', 'error', counts(ask)), ...error('overloaded') }, wait(ask.chance))),
  (ask) => worked(document(200, error(ask.chance.pick([408, 504])), wait(ask.chance))),
  (ask) => worked(document(ask.chance.pick([408, 504, 524]), error('late'), wait(ask.chance))),
  (ask) => idle(document(200, error('overloaded'), wait(ask.chance))),
  (ask) => idle(document(ask.chance.pick([400, 429, 500, 503, 503]), error('no'), wait(ask.chance))),
  () => worked([]),
  (ask) => worked([[wait(ask.chance), (socket) => socket.reset()]]),
  (ask) => worked([[wait(ask.chance), (socket) => socket.fin()]]),
  ({ chance }) => {
    const head: Steps[number] = [wait(chance), (socket) => socket.head(200, { 'content-length': '1000' })]
    const half: Steps[number] = [wait(chance), (socket) => socket.data(bytes('{"choices":['))]
    return worked([
      head,
      half,
      ...(chance.once(2) ? ([[wait(chance), (socket: VirtualSocket) => socket.reset()]] as const) : []),
    ])
  },
]

/** What a stream may come to besides. */
const inStreams: readonly ((ask: Ask) => Play)[] = [
  honest,
  (ask) => worked(streamed(ask, [{ content: words(ask) }], finish('stop', counts(ask)))),
  (ask) => worked(streamed(ask, [{ role: 'assistant' }], finish('content_filter', counts(ask)))),
  (ask) => worked(streamed(ask, [{ tool_calls: [{ index: 0, id: 'a' }] }], finish('tool_calls', counts(ask)))),
  (ask) => worked(streamed(ask, some(ask, { content: 'cut' }), (socket) => socket.reset())),
  (ask) => worked(streamed(ask, some(ask, { content: 'cut' }), (socket) => socket.end())),
  (ask) => worked(streamed(ask, some(ask, { content: 'and then nothing' }), () => {})),
  (ask) => worked(streamed(ask, [{ content: 'so' }], (socket) => socket.data(event(error('overloaded'))))),
  (ask) => worked(streamed(ask, [{ reasoning_content: 'hm' }], (socket) => socket.data(event(error(503), 'error')))),
  (ask) => worked(streamed(ask, [{ content: 'so' }], (socket) => socket.data(event('not json')))),
  (ask) => idle(streamed(ask, [], (socket) => socket.data(event(error('overloaded'))))),
]

/** One of all the ways in which an exchange can go. */
export function rough(ask: Ask): Play {
  const ways = ask.stream && !ask.chance.once(3) ? inStreams : anywhere
  return ask.chance.pick(ways)(ask)
}
