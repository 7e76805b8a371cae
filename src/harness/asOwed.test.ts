import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { catalogue, type Judgement } from '../invariants/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { client } from '../targets/client.ts'
import type { Target } from '../targets/target.ts'
import { asOwed } from './asOwed.ts'

const { deadCredentialNotReused, keyStaysHome } = catalogue
const scenario = scenarios.find(({ name }) => name === 'auth-401')!
const context = { declared: {}, toleranceMs: 0 }
const broken = { verdict: 'fail', checked: 1, violations: [{ message: 'no', evidence: [0] }] } as const

function owed(target: Partial<Target>, judgement: Judgement, history = new HistoryBuilder()) {
  return asOwed(judgement, { target: { ...client, ...target }, scenario, events: history.events, context }).verdict
}

test('a rule of which a client promises nothing is unknown, and says why', () => {
  const judgement = { invariant: keyStaysHome, verdict: broken }
  expect(owed({}, judgement)).toEqual(broken)
  expect(owed({ notHeldTo: { 'key-stays-home': 'nobody said so' } }, judgement)).toEqual({
    verdict: 'unknown',
    why: 'nobody said so',
  })
})

test.each([
  ['another model', 'b', 'pass'],
  ['the same model', 'a', 'fail'],
])('a refused key that was given once for each model may be tried on %s or not', (_name, model, expected) => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(1, history.request(0, 1, { model: 'a' }), { class: 'auth', status: 401 })
  history.answer(3, history.request(2, 1, { model }))
  const judgement = { invariant: deadCredentialNotReused, verdict: broken }
  expect(owed({ knowsKeys: false }, judgement, history).verdict).toBe(expected)
  expect(owed({}, judgement, history)).toEqual(broken)
})

test('who reads no bodies does not know that a key it was given is spent, whichever model it is for', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(1, history.request(0, 1), { class: 'quota_exhausted', status: 429 })
  history.answer(3, history.request(2, 1))
  const judgement = { invariant: deadCredentialNotReused, verdict: broken }
  expect(owed({ knowsKeys: false, reads: 'status-and-headers' }, judgement, history).verdict).toBe('unknown')
  expect(owed({ knowsKeys: false }, judgement, history).verdict).toBe('fail')
})
