import { describe, expect, test } from 'vitest'
import { benchPlan } from '../../../test/support/benchPlan.ts'
import type { BenchRecord } from '../../bench/sample.ts'
import { always, catalogue, defineFault, type Script, type Step } from '../../faults/index.ts'
import { end, head } from '../../faults/steps.ts'
import { burst } from '../../load/index.ts'
import { createRandom } from '../../runtime/index.ts'
import { driveLoad } from './driveLoad.ts'
import { openLoopbackWorld } from './loopbackWorld.ts'
import { openOurClient } from './ourClient.ts'

const { pace, status } = catalogue
const quick = always(pace({ ttftMs: 1, interTokenMs: 1, tokens: 3 }))

async function play(script: Script, onBug?: (error: Error) => void) {
  const plan = benchPlan({ world: 'loopback', load: burst({ calls: 6 }) })
  const world = await openLoopbackWorld(script, plan.seed, onBug)
  const client = openOurClient({ plan, ...world, random: createRandom(plan.seed) })
  const records: BenchRecord[] = []
  try {
    const driven = await driveLoad({
      plan,
      client,
      clock: world.clock,
      sink: { add: (record) => void records.push(record) },
    })
    return { driven, samples: records.filter((record) => record.type === 'sample'), truth: await world.truth(), world }
  } finally {
    await client.close()
    await world.close()
  }
}

test('the mock answers from a thread of its own, on loopback, and tells what it saw', async () => {
  const models = {
    'deepseek-chat': [always(status({ status: 404 }))],
    'moonshot-v1-8k': [quick],
    'abab6-chat': [quick],
  }
  const { driven, samples, truth, world } = await play({ models })
  expect(driven).toMatchObject({ begun: 6, dropped: 0, notBegun: 0 })
  const outcomes = samples.map((sample) => [sample.call, sample.outcome, sample.model] as const)
  expect(outcomes.toSorted(([one], [other]) => one - other)).toEqual([
    [0, 'ok-after-fallback', 'moonshot-v1-8k'],
    [1, 'ok-first-try', 'moonshot-v1-8k'],
    [2, 'ok-first-try', 'abab6-chat'],
    [3, 'ok-after-fallback', 'moonshot-v1-8k'],
    [4, 'ok-first-try', 'moonshot-v1-8k'],
    [5, 'ok-first-try', 'abab6-chat'],
  ])
  expect(truth.requests).toBe(8)
  expect(truth.byModel['deepseek-chat']).toEqual({ requests: 2, complete: 2, statuses: { 404: 2 } })
  expect(truth.exchanges.map(({ call }) => call!).toSorted((one, other) => one - other)).toEqual([
    0, 0, 1, 2, 3, 3, 4, 5,
  ])
  for (const { baseURL } of world.endpoints) expect(baseURL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
  await expect(world.truth()).rejects.toThrow('closed')
})

test('an upstream with certificates of its own is trusted, and no other', async () => {
  const models = { 'deepseek-chat': [quick], 'moonshot-v1-8k': [quick], 'abab6-chat': [quick] }
  const { samples, world } = await play({ models, origins: { safe: { serves: Object.keys(models), tls: true } } })
  expect(samples.map(({ outcome }) => outcome)).toEqual(Array(6).fill('ok-first-try'))
  expect(world.endpoints[0]!.baseURL).toMatch(/^https:/)
})

test('a script that real sockets cannot play is refused, and leaves no thread behind', async () => {
  const script = {
    models: { 'deepseek-chat': [quick] },
    origins: { a: { serves: ['deepseek-chat'], http2: true } },
  }
  await expect(openLoopbackWorld(script, 1)).rejects.toThrow('HTTP/2')
})

describe('a fault of the user’s own', () => {
  const own = (apply: () => Iterable<Step>) =>
    always(defineFault({ type: 'own', doc: '.', source: '.', arbitrary: (fc) => fc.constant({}), apply })({}))
  const script = (apply: () => Iterable<Step>) => ({
    models: { 'deepseek-chat': [own(apply)], 'moonshot-v1-8k': [quick], 'abab6-chat': [quick] },
  })

  test('is code: its script is played here, as no other thread knows it', async () => {
    const teapot = () => [head(418, { 'content-length': '0' }, { class: 'invalid_request' }), end]
    const { truth } = await play(script(teapot))
    expect(truth.byModel['deepseek-chat']!.statuses).toEqual({ 418: 2 })
  })

  test('that throws is told', async () => {
    const bugs: Error[] = []
    const apply = (): never => {
      throw new Error('a slip of the user')
    }
    await play(script(apply), (error) => bugs.push(error))
    expect(bugs.map(({ message }) => message)).toContain('a slip of the user')
  })
})
