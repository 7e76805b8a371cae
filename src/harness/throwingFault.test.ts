import { expect, test } from 'vitest'
import { always, defineFault, type Rule } from '../faults/index.ts'
import { sequential } from '../load/index.ts'
import { quick, type Scenario } from '../scenarios/index.ts'
import { client } from '../targets/client.ts'
import { rehearse } from './rehearse.ts'
import { loopback, virtual } from './worlds/index.ts'

const broken = defineFault<object>({
  type: 'broken',
  doc: 'Falls over itself.',
  source: 'A slip of its author.',
  arbitrary: (fc) => fc.constant({}),
  *apply(_options, _exchange, next) {
    for (const step of next()) {
      yield step
      throw new Error('a slip')
    }
  },
})

const scenario = (rules: readonly Rule[]): Scenario => ({
  name: 'own',
  family: 'own',
  requirement: 'Not to be blamed for a fault that is broken.',
  source: 'ours',
  strength: 'must',
  upstream: { models: { a: rules } },
  load: sequential({ calls: 1 }),
  expect: quick,
  exercises: [],
})

test.each([virtual, loopback])('a fault that throws is a crash on $name, and nobody is convicted', async (world) => {
  // By its name: or the look at its duration on the virtual clock would crash first.
  const askedByName = new Set(['own'])
  const scenarios = [scenario([always(broken({}))])]
  const [run] = await rehearse({ targets: [client], scenarios, worlds: [world], seed: 1, askedByName })
  expect(run).toMatchObject({ verdict: 'crashed', reason: 'Error: a slip' })
})

test('a load without its options is a crash that says so, not a run without end', async () => {
  const load = { type: 'poisson', perSeconds: 20, durationMs: 1_000 }
  const [run] = await rehearse({
    targets: [client],
    scenarios: [{ ...scenario([]), load }],
    worlds: [virtual],
    seed: 1,
  })
  expect(run?.reason).toContain('the load "poisson" starts a call at NaN ms')
})

test('a run without a call is no verdict', async () => {
  const load = sequential({ calls: 0 })
  const [run] = await rehearse({
    targets: [client],
    scenarios: [{ ...scenario([]), load }],
    worlds: [virtual],
    seed: 1,
  })
  expect(run).toMatchObject({ verdict: 'no-verdict', reason: 'no call was made' })
})
