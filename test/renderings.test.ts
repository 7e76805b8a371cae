import { expect, test } from 'vitest'
import { virtual } from '../src/harness/worlds/index.ts'
import { viewOf } from '../src/history/index.ts'
import { scenarios, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import { readsOnlySeconds } from '../src/targets/mutants/index.ts'
import type { Target } from '../src/targets/target.ts'

const rendered = scenarios.filter(({ name }) => name.startsWith('ra-rendering-'))

/** How long after the refusal the first call came back, and how long it was asked to stay away; ms. */
async function waited(target: Target, scenario: Scenario): Promise<{ gapMs: number; askedMs: number | undefined }> {
  const { history } = await virtual.play({ target, scenario, seed: 7 })
  const [refused, again] = viewOf(history.events).calls[0]!.exchanges
  return { gapMs: again!.started.at - refused!.ended!.at, askedMs: refused!.response!.truth.waitMs }
}

test('the client waits to the millisecond as long, however the same state of a quota is written', async () => {
  expect(rendered.length).toBeGreaterThanOrEqual(9)
  const waits = await Promise.all(rendered.map(async (scenario) => [scenario.name, await waited(client, scenario)]))
  const [[, first]] = waits as [[string, { gapMs: number }]]
  expect(first.gapMs).toBeGreaterThanOrEqual(2_000)
  expect(Object.fromEntries(waits)).toEqual(
    Object.fromEntries(rendered.map(({ name }) => [name, { gapMs: first.gapMs, askedMs: 2_000 }])),
  )
})

test('one that reads seconds only would be seen', async () => {
  const gaps = await Promise.all(rendered.map(async (scenario) => (await waited(readsOnlySeconds, scenario)).gapMs))
  expect(new Set(gaps).size).toBeGreaterThan(1)
})
