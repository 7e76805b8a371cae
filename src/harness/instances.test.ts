import { describe, expect, test } from 'vitest'
import { rateLimit, status } from '../faults/catalogue/index.ts'
import { always, first } from '../faults/index.ts'
import { viewOf } from '../history/index.ts'
import { burst, callers, constant } from '../load/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { client } from '../targets/client.ts'
import { loopback, msw, virtual } from './worlds/index.ts'

const day: Scenario = {
  name: 'x',
  family: 'x',
  requirement: '',
  source: '',
  strength: 'must',
  upstream: { models: { m: [] } },
  load: constant({ calls: 4, everyMs: 10 }),
  expect: { deadlineMs: 1_000, longestAskedWaitMs: 0 },
  exercises: [],
}

async function played(scenario: Partial<Scenario>, world = virtual) {
  const { history } = await world.play({ target: client, scenario: { ...day, ...scenario }, seed: 3 })
  return { events: history.events, view: viewOf(history.events) }
}

describe('instances of one run', () => {
  test.each([virtual, loopback])('know nothing of each other, and share the upstream: $name', async (world) => {
    const upstream = { models: { m: [first(1, rateLimit({ retryAfterSeconds: 60 }))] } }
    const load = callers({ callers: 2, calls: 2 })
    const expected = { deadlineMs: 5_000, longestAskedWaitMs: 0 }
    const { view } = await played({ upstream, instances: 2, load, expect: expected }, world)
    // Whichever came first was sent away, and its next call knew; the other one never heard of it.
    const answered = [0, 1].map((own) =>
      view.calls.filter(({ instance }) => instance === own).map(({ ended }) => ended!.outcome.ok),
    )
    expect(answered.map(([first, second]) => `${first} ${second}`).toSorted()).toEqual(['false false', 'true true'])
    expect(view.exchanges).toHaveLength(3)
    for (const { started, instance } of view.exchanges) {
      expect(instance).toBe(view.calls.find(({ call }) => call === started.call)!.instance)
    }
    expect(view.connectionsOpened).toHaveLength(2)
    expect(view.quiesced).toMatchObject({ timers: 0, sockets: 0, listeners: 0 })
  })

  test('say in their own events which one it was', async () => {
    const { events } = await played({ instances: 2 })
    const told = events.flatMap((event) => (event.type === 'attempt-started' ? [[event.call, event.instance]] : []))
    expect(told).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 1],
    ])
  })

  test('one alone says nothing of instances, whether it was asked for or not', async () => {
    const alone = await played({ instances: 1 })
    expect(alone.events).toEqual((await played({})).events)
    expect(JSON.stringify(alone.events)).not.toContain('instance')
    expect(alone.view.isFleet).toBe(false)
  })

  test('draw their chances apart', async () => {
    const upstream = { models: { m: [always(status({ status: 500 }))] } }
    const { view } = await played({ upstream, instances: 8, load: burst({ calls: 8 }), expect: { deadlineMs: 9_000 } })
    const backAt = view.calls.map(({ exchanges }) => exchanges[1]!.started.at)
    expect(new Set(backAt).size).toBe(8)
  })
})

test('in real time no more of them than the machine bears', () => {
  for (const world of [loopback, msw]) {
    expect(world.refuses({ ...day, instances: 50 })).toBe(undefined)
    expect(world.refuses({ ...day, instances: 51 })).toContain('51 instances')
  }
  expect(virtual.refuses({ ...day, instances: 1_000 })).toBe(undefined)
})
