import type { Declared } from '../history/index.ts'
import { endpointsOf } from '../faults/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { answeredAfter, type AnsweredAfter, type Target } from '../targets/target.ts'
import { answeredAfterOf } from './conformance/cases.ts'

type Promising = Pick<Target, 'supports' | 'promises' | 'notPromised' | 'answersAfter' | 'oneBaseURL'>

/**
 * What a target is held to: the whole policy if it takes one, else its callers' interests and what it promises by itself; and
 * in no case what it never promised to anybody.
 */
export function heldTo(target: Promising, scenario: Pick<Scenario, 'name' | 'expect' | 'upstream'>): Declared {
  const { supports, promises = [], notPromised = [], answersAfter = 'fallback' } = target
  const { expect } = scenario
  const held = supports.policy ? expect : { ...withoutPolicy(expect), ...only(expect, promises) }
  const notOwed = new Set<string>(notPromised)
  if (goesFurther(answeredAfterOf(scenario.name), answersAfter)) notOwed.add('answeredAtLeast')
  if (isOutOfReach(target, scenario)) notOwed.add('answeredAtLeast')
  if (notOwed.size === 0) return held
  return Object.fromEntries(Object.entries(held).filter(([what]) => !notOwed.has(what)))
}

function goesFurther(one: AnsweredAfter, other: AnsweredAfter): boolean {
  return answeredAfter.indexOf(one) > answeredAfter.indexOf(other)
}

/** Whether the chain goes on where a client that knows one base URL with one key cannot follow. */
export function isOutOfReach({ oneBaseURL }: Promising, { upstream }: Pick<Scenario, 'upstream'>): boolean {
  if (oneBaseURL !== true) return false
  const places = endpointsOf(upstream).map(({ origin, credential }) => JSON.stringify([origin, credential]))
  return new Set(places).size > 1
}

function only(declared: Declared, names: readonly (keyof Declared)[]): Declared {
  return Object.fromEntries(Object.entries(declared).filter(([name]) => names.includes(name as keyof Declared)))
}

/** What may be expected of a client that nobody can configure: its callers' interests, not somebody's policy. */
export function withoutPolicy(declared: Declared): Declared {
  // Where the form of an answer decides, who cannot be told of it cannot know which answer is one.
  const knowsAnswers = declared.answerSchema === undefined
  return Object.fromEntries(
    Object.entries(declared).filter(
      ([name]) => ofAnyTarget.has(name) && (knowsAnswers || !name.startsWith('answered')),
    ),
  )
}

const ofAnyTarget: ReadonlySet<string> = new Set<keyof Declared>([
  'keysOf',
  'deadlineMs',
  'rpm',
  'answeredAtLeast',
  'answeredAtMost',
  'amplificationAtMost',
  'retryPeak',
  'quotaUse',
  'outage',
])
