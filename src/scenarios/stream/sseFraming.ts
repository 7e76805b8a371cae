import { slicer, streamFraming } from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const forms: readonly (readonly [name: string, fault: FaultSpec, what: string])[] = [
  ['sse-framing-cr', streamFraming({ form: 'cr' }), 'with CR for its line ends'],
  ['sse-framing-crlf', streamFraming({ form: 'crlf' }), 'with CRLF for its line ends'],
  ['sse-framing-mixed', streamFraming({ form: 'mixed' }), 'with a different line end in every line'],
  ['sse-framing-bom', streamFraming({ form: 'byteOrderMark' }), 'behind a byte order mark'],
  ['sse-framing-multi-line', streamFraming({ form: 'multiLine' }), 'with its JSON on several data lines'],
  ['sse-framing-no-space', streamFraming({ form: 'noSpace' }), 'without the space behind the colon'],
  ['sse-framing-comments', streamFraming({ form: 'comments' }), 'in a flood of comments'],
  ['sse-framing-other-fields', streamFraming({ form: 'otherFields' }), 'with ids, retry times and unknown fields'],
  ['sse-framing-empty-data', streamFraming({ form: 'emptyData' }), 'with empty data as its heartbeat'],
  ['sse-framing-heartbeats', streamFraming({ form: 'namedHeartbeats' }), 'with pings as events of a name of their own'],
  ['sse-framing-bytes', slicer({ bytes: 3, delayMs: 1 }), 'in pieces that end within a letter'],
]

/** One stream, written in the ways that the standard allows. */
export const sseFraming = forms.map(([name, fault, what]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: `A stream ${what} says the same, and its caller gets the same text.`,
    source: 'WHATWG HTML section 9.2.6; vercel/ai#15036; meilisearch#6477',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(fault)] } },
    load: sequential({ calls: 1 }),
    caller: { stream: true },
    expect: { ...quick, timeouts: { ...quick.timeouts, firstTokenMs: 2_000 }, answeredAtLeast: 1 },
    exercises: ['output-from-one-attempt', 'every-call-settles', 'answers-as-expected'],
  }),
)
