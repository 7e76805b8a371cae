import { expect, test } from 'vitest'
import type { Script } from '../faults/index.ts'
import type { Declared } from '../history/index.ts'
import { client } from '../targets/client.ts'
import { openaiRules } from '../targets/modelled/index.ts'
import { tutorialFallback } from '../targets/tutorial/index.ts'
import { heldTo } from './heldTo.ts'

const declared = { deadlineMs: 5, maxAttemptsPerCall: 3, rpm: 9, answeredAtLeast: 1, answeredAtMost: 1, keysOf: {} }
const scenario = (expect: Declared = declared, upstream: Script = { models: { m: [], n: [] } }, name = 'mine') => ({
  name,
  expect,
  upstream,
})

test('who takes a policy is held to all of it, who takes none to the interests of its callers', () => {
  expect(heldTo(client, scenario())).toEqual(declared)
  const { maxAttemptsPerCall: _policy, ...interests } = declared
  expect(heldTo(tutorialFallback, scenario())).toEqual(interests)
})

test('who promises something by itself is held to that too, where it is declared', () => {
  const promising = { ...tutorialFallback, promises: ['maxAttemptsPerCall', 'maxConcurrent'] as const }
  expect(heldTo(promising, scenario())).toEqual(declared)
})

test('nobody is held to what it never promised', () => {
  expect(heldTo(openaiRules, scenario())).toEqual({ answeredAtMost: 1, keysOf: {} })
  expect(heldTo({ ...client, notPromised: ['rpm'] }, scenario())).not.toHaveProperty('rpm')
})

test('where the form of an answer decides, who cannot be told of it is expected no number of answers', () => {
  expect(heldTo(openaiRules, scenario({ ...declared, answerSchema: {} }))).toEqual({ keysOf: {} })
  expect(heldTo(client, scenario({ ...declared, answerSchema: {} }))).toHaveProperty('answeredAtMost', 1)
})

test('who knows one base URL owes no answer where the chain goes on elsewhere', () => {
  const one = { ...client, oneBaseURL: true }
  const elsewhere: Script = { models: { m: [], n: [] }, origins: { a: { serves: ['m'] }, b: { serves: ['n'] } } }
  expect(heldTo(one, scenario(declared, elsewhere))).not.toHaveProperty('answeredAtLeast')
  expect(heldTo(one, scenario())).toHaveProperty('answeredAtLeast')
  expect(heldTo(client, scenario(declared, elsewhere))).toHaveProperty('answeredAtLeast')
})

test('an answer is owed by who promises to go so far for it, where a scenario says what it takes', () => {
  const after = (answersAfter: 'one-attempt' | 'retries' | 'fallback') => ({ ...client, answersAfter })
  const owes = (target: Parameters<typeof heldTo>[0], name: string) =>
    'answeredAtLeast' in heldTo(target, scenario(declared, undefined, name))
  expect(owes(after('one-attempt'), 'sse-framing-cr')).toBe(true)
  expect(owes(after('one-attempt'), '503-retry-after')).toBe(false)
  expect(owes(after('retries'), '503-retry-after')).toBe(true)
  expect(owes(after('retries'), 'net-refused')).toBe(false)
  expect(owes(after('retries'), 'a-day-that-says-nothing')).toBe(false)
  expect(owes(after('fallback'), 'net-refused')).toBe(true)
})
