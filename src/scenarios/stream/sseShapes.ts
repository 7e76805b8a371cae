import { largeEvent, streamShape } from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const shapes: readonly (readonly [name: string, fault: FaultSpec, what: string])[] = [
  ['sse-choices-empty-first', streamShape({ form: 'emptyChoicesFirst' }), 'that begins without choices'],
  ['sse-choices-null', streamShape({ form: 'nullChoices' }), 'with choices that are null'],
  ['sse-delta-missing', streamShape({ form: 'noDelta' }), 'with choices that have no delta'],
  ['sse-delta-empty', streamShape({ form: 'emptyDeltas' }), 'with deltas that say nothing'],
  ['sse-role-in-each', streamShape({ form: 'roleInEach' }), 'that names the role in every chunk'],
  ['sse-content-null', streamShape({ form: 'nullContent' }), 'with null where it says nothing'],
  ['sse-usage-null', streamShape({ form: 'usageNullInEach' }), 'with a usage of null in every chunk'],
  ['sse-usage-with-finish', streamShape({ form: 'usageWithFinish' }), 'with its usage in the chunk that finishes'],
  ['sse-duplicate-chunk', streamShape({ form: 'duplicateChunk' }), 'that says the same twice, as in "ha ha",'],
  ['sse-reordered-index', streamShape({ form: 'twoChoices' }), 'with a second choice in front of the first'],
  ['sse-after-done', streamShape({ form: 'afterDone' }), 'with a chunk behind [DONE]'],
  ['sse-content-with-finish', streamShape({ form: 'contentWithFinish' }), 'whose last words come with the finish'],
  ['sse-content-after-finish', streamShape({ form: 'contentAfterFinish' }), 'whose last words come behind the finish'],
  ['sse-large-event', largeEvent({ bytes: 1024 * 1024 }), 'with an event of a megabyte'],
]

/** Chunks as providers have been seen to send them. */
export const sseShapes = shapes.map(([name, fault, what]) =>
  defineScenario({
    name,
    family: 'stream',
    requirement: `A stream ${what} is read to its end: every word of the first choice, once and in order.`,
    source: 'azure-sdk-for-go#21086; cherry-studio#11287; autogen#6465; opencode#49167; OpenAI API reference',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(fault)] } },
    load: sequential({ calls: 1 }),
    caller: { stream: true },
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['output-from-one-attempt', 'every-call-settles', 'answers-as-expected'],
  }),
)
