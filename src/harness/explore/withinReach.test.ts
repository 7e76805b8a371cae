import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scenario } from '../../scenarios/scenario.ts'
import { randomCase } from './case/index.ts'
import { withinReach } from './withinReach.ts'

const day: Scenario = {
  ...fc.sample(randomCase(fc), { numRuns: 1, seed: 1 })[0]!,
  caller: { stream: true, abortAtMs: 5, abortEvery: 2, abortName: 'AbortError', stopAfterDeltas: 1, maxTokens: 9 },
  expect: { deadlineMs: 9, answerSchema: { type: 'object' } },
}
const all = { stream: true, abort: true, policy: true }

test('who can do all of it gets the day as it is', () => {
  expect(withinReach(day, { supports: all })).toBe(day)
})

test('nobody is asked for what he cannot do', () => {
  const { caller, expect: promised } = withinReach(day, { supports: { stream: false, abort: false, policy: false } })
  expect({ caller, promised }).toEqual({ caller: { stream: false, maxTokens: 9 }, promised: { deadlineMs: 9 } })
  expect(withinReach(day, { supports: { ...all, abort: false } }).caller).toEqual({
    stream: true,
    stopAfterDeltas: 1,
    maxTokens: 9,
  })
  expect(withinReach(day, { supports: { ...all, stream: false } }).caller).toEqual({
    stream: false,
    abortAtMs: 5,
    abortEvery: 2,
    abortName: 'AbortError',
    maxTokens: 9,
  })
})
