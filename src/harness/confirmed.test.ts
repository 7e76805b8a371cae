import { expect, test } from 'vitest'
import { brokeRun, heldRun } from '../../test/support/sampleReport.ts'
import { History } from '../history/index.ts'
import { confirmed } from './confirmed.ts'
import type { RunReport } from './report.ts'

const fail = { verdict: 'fail', checked: 1, violations: [{ message: 'no', evidence: [] }] } as const
const played = (run: RunReport) => ({ run, history: new History(() => 0) })
const breaks = (...rules: string[]) =>
  played({
    ...brokeRun,
    judged: rules.map((invariant) => ({ ...brokeRun.judged[0]!, invariant, result: fail })),
  })
const rulesOf = ({ run }: { run: RunReport }) => run.judged.map(({ invariant }) => invariant)

test('what held is played once', async () => {
  const held = played(heldRun)
  expect(await confirmed(held, () => Promise.reject(new Error('again')))).toBe(held)
})

test.each([
  [['a'], ['a'], ['a']],
  [['a', 'b'], ['a'], ['a']],
  [['a'], ['a', 'b'], ['a']],
  [
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'b'],
  ],
])('what breaks twice is told as it broke with less: %j, %j', async (before, after, told) => {
  const { run } = await confirmed(breaks(...before), () => Promise.resolve(breaks(...after)))
  expect(run.verdict).toBe('broke')
  expect(rulesOf({ run })).toEqual(told)
})

test('what breaks once, or otherwise, is no verdict', async () => {
  const { run: once } = await confirmed(breaks('a'), () => Promise.resolve(played(heldRun)))
  expect(once).toMatchObject({
    verdict: 'no-verdict',
    reason: expect.stringContaining('broke a first and nothing then'),
  })
  const { run: otherwise } = await confirmed(breaks('a'), () => Promise.resolve(breaks('b')))
  expect(otherwise).toMatchObject({
    verdict: 'no-verdict',
    reason: expect.stringContaining('broke a first and b then'),
  })
})

test('a second play without a verdict gives none', async () => {
  const noisy = played({ ...brokeRun, verdict: 'no-verdict', reason: 'too noisy' })
  expect(await confirmed(breaks('a'), () => Promise.resolve(noisy))).toBe(noisy)
})
