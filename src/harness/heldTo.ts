import type { Declared } from '../history/index.ts'
import type { Target } from '../targets/target.ts'

/**
 * What a target is held to: the whole policy if it takes one, else its callers' interests and what it promises by itself; and
 * in no case what it never promised to anybody.
 */
export function heldTo({ supports, promises = [], notPromised = [] }: Target, expect: Declared): Declared {
  const held = supports.policy ? expect : { ...withoutPolicy(expect), ...only(expect, promises) }
  if (notPromised.length === 0) return held
  return Object.fromEntries(Object.entries(held).filter(([name]) => !notPromised.includes(name as keyof Declared)))
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
