import { expect, test } from 'vitest'
import { brokeRun, heldRun } from '../../../test/support/sampleReport.ts'
import { rulesByNews } from './ruleOrder.ts'

const namesOf = (...runs: Parameters<typeof rulesByNews>[0]) => rulesByNews(runs).map(({ invariant }) => invariant)

test('what broke anywhere comes first, what was never tested last', () => {
  const broken = brokeRun.judged.filter(({ result }) => result.verdict === 'fail').map(({ invariant }) => invariant)
  expect(namesOf(heldRun, brokeRun).slice(0, broken.length).toSorted()).toEqual(broken.toSorted())
  const ends = rulesByNews([brokeRun]).map(({ result }) => result.verdict)
  expect(ends).toEqual(ends.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)))
})

test('among equals the number of the rule decides', () => {
  const numbers = rulesByNews([{ ...heldRun, judged: heldRun.judged.toReversed() }])
    .filter(({ result }) => result.verdict === 'pass')
    .map(({ number }) => number)
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
})

const order = ['fail', 'pass', 'unknown']
