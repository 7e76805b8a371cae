import { latency, stall } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const endings = [
  [
    'stream-backpressure',
    'A reader that is slower than the server gets every word, in order, and the end.',
    latency({ delayMs: 20 }),
    { readerDelayMs: 60 },
    { answeredAtLeast: 1 },
    ['output-from-one-attempt', 'every-call-settles', 'answers-as-expected'],
  ],
  [
    'stream-backpressure-abort',
    'A slow reader that gives up in the middle is free at once, and so is the connection, however much lies unread.',
    stall({ bytes: 1_200 }),
    { readerDelayMs: 200, abortAtMs: 350 },
    { answeredAtMost: 0 },
    ['abort-is-prompt', 'output-from-one-attempt', 'nothing-left-behind'],
  ],
] as const

/** Read to the end, and given up half-way. */
export const streamBackpressure = endings.map(([name, requirement, fault, reader, share, exercises]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement,
    source: 'undici PR #5405: a resumed body hung under backpressure, and the abort went to a dead connection',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(fault)] } },
    load: sequential({ calls: 2 }),
    caller: { stream: true, ...reader },
    expect: { ...quick, ...share },
    exercises,
  }),
)
