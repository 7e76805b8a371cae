import { expect, test } from 'vitest'
import { playAlone } from '../../src/harness/playFairly.ts'
import { loopback } from '../../src/harness/worlds/index.ts'
import { defineScenario, quick, type Scenario } from '../../src/scenarios/index.ts'
import { targetGroups } from '../../src/targets/index.ts'

/** A good day, over TLS: its authority is one that only this run knows. */
const goodDay = (stream: boolean): Scenario =>
  defineScenario({
    name: 'good-day',
    family: 'own',
    requirement: 'Answer.',
    source: 'here',
    strength: 'must',
    upstream: { models: { 'model-a': [] }, origins: { gateway: { serves: ['model-a'], tls: true } } },
    load: { type: 'sequential', calls: 2 },
    caller: { stream },
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['answers-as-expected'],
  })

const ready = targetGroups['ready']!

// Each reaches the upstream by its own means, and trusts the run's certificates.
test.each(ready)('$name answers on a good day', async (target) => {
  await target.prepare!()
  const { run } = await playAlone({ target, scenario: goodDay(false), seed: 7 }, loopback)
  expect(run).toMatchObject({ calls: 2, attempts: 2, answered: 2 })
})

test.each(ready.filter(({ supports }) => supports.stream))('$name streams on a good day', async (target) => {
  await target.prepare!()
  const { run } = await playAlone({ target, scenario: goodDay(true), seed: 7 }, loopback)
  expect(run).toMatchObject({ calls: 2, attempts: 2, answered: 2 })
})
