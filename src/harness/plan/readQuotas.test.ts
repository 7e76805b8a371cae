import { expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { evenlyChosen } from './evenlyChosen.ts'
import { quotaFor, readQuotas } from './readQuotas.ts'

test('a quota is for all models, or for one, and none is a quota that was told', () => {
  const quotas = readQuotas(['200k', 'a=b=600', 'open=none'], '--tpm')
  expect(['a=b', 'open', 'other'].map((model) => quotaFor(quotas, model))).toEqual([600, null, 200_000])
  expect(quotaFor(readQuotas(['none'], '--rpm'), 'other')).toBeNull()
  expect(quotaFor(readQuotas(undefined, '--rpm'), 'other')).toBeUndefined()
})

test.each(['many', '=600', 'a=', '0', 'a=-1', ''])('%j is no quota', (text) => {
  expect(() => readQuotas([text], '--rpm')).toThrow(Problem)
})

test('of many values some are kept, in order, and their quantiles with them', () => {
  const values = Array.from({ length: 1_000 }, (_, index) => (index * 7) % 1_000)
  const kept = evenlyChosen(values)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([200, 0, 999])
  expect(Math.abs(kept[100]! - 500)).toBeLessThan(5)
  expect(kept).toEqual(kept.toSorted((one, other) => one - other))
  expect(evenlyChosen([3, 1, 2])).toEqual([1, 2, 3])
  expect(evenlyChosen(values.slice(0, 200))).toHaveLength(200)
})
