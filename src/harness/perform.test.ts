import { expect, test } from 'vitest'
import { sequential } from '../load/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { client } from '../targets/client.ts'
import { virtual } from './worlds/index.ts'

const scenario: Scenario = {
  name: 'x',
  family: 'x',
  requirement: '',
  source: '',
  strength: 'must',
  upstream: { models: { m: [] } },
  load: sequential({ calls: 1 }),
  expect: { deadlineMs: 1_234 },
  exercises: [],
}

test.each([
  ['the one that was declared', client, 1_234],
  ['none, of a target that never promised one', { ...client, notPromised: ['deadlineMs'] as const }, null],
])('the deadline that a call is held to: %s', async (_which, target, deadlineMs) => {
  const { history } = await virtual.play({ target, scenario, seed: 1 })
  expect(history.events.find(({ type }) => type === 'call-started')).toMatchObject({ deadlineMs })
})
