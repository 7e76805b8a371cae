import { expect, test } from 'vitest'
import { client } from '../targets/client.ts'
import { openaiRules } from '../targets/modelled/index.ts'
import { tutorialFallback } from '../targets/tutorial/index.ts'
import { heldTo } from './heldTo.ts'

const declared = { deadlineMs: 5, maxAttemptsPerCall: 3, rpm: 9, answeredAtLeast: 1, answeredAtMost: 1, keysOf: {} }

test('who takes a policy is held to all of it, who takes none to the interests of its callers', () => {
  expect(heldTo(client, declared)).toEqual(declared)
  const { maxAttemptsPerCall: _policy, ...interests } = declared
  expect(heldTo(tutorialFallback, declared)).toEqual(interests)
})

test('who promises something by itself is held to that too, where it is declared', () => {
  const promising = { ...tutorialFallback, promises: ['maxAttemptsPerCall', 'maxConcurrent'] as const }
  expect(heldTo(promising, declared)).toEqual(declared)
})

test('nobody is held to what it never promised', () => {
  expect(heldTo(openaiRules, declared)).toEqual({ answeredAtMost: 1, keysOf: {} })
  expect(heldTo({ ...client, notPromised: ['rpm'] }, declared)).not.toHaveProperty('rpm')
})

test('where the form of an answer decides, who cannot be told of it is expected no number of answers', () => {
  expect(heldTo(openaiRules, { ...declared, answerSchema: {} })).toEqual({ keysOf: {} })
  expect(heldTo(client, { ...declared, answerSchema: {} })).toHaveProperty('answeredAtMost', 1)
})
