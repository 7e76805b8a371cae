import { expect, test } from 'vitest'
import type { RunReport } from '../harness/report.ts'
import type { Played, World } from '../harness/world.ts'
import { History } from '../history/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { targets } from '../targets/index.ts'
import type { StopSignal } from './exitCodes.ts'
import type { Io } from './io.ts'
import type { Plan } from './plan.ts'
import { playSession } from './session.ts'

const made = { version: '1.2.3', commit: null, madeBy: 'v1-2-3' }

/** Plays two scenarios in a world where each is over when the test says so. */
function started() {
  const ends = new Map<string, () => void>()
  const world: World = {
    name: 'loopback',
    doc: '',
    realTime: true,
    refuses: () => undefined,
    play: ({ scenario }) =>
      new Promise<Played>((resolve) =>
        ends.set(scenario.name, () => resolve({ history: new History(() => 0), elapsedMs: 1, toleranceMs: 0 })),
      ),
  }
  const selected = scenarios.slice(0, 2)
  const plan: Plan = {
    targets: targets.slice(0, 1),
    scenarios: selected,
    worlds: [world],
    seed: 7,
    realTimeBudgetMs: Infinity,
    askedByName: new Set(selected.map(({ name }) => name)),
    reporters: [],
    out: 'reports',
    outPath: '/reports',
  }
  const over: string[] = []
  let stop: (signal: StopSignal) => void = () => {}
  let listening = false
  const io = {
    onStop: (listener: (signal: StopSignal) => void) => {
      listening = true
      stop = listener
      return () => void (listening = false)
    },
  } as unknown as Io
  let stopping = 0
  const onRun = ({ scenario }: RunReport) => void over.push(scenario)
  const options = { command: 'brownout test', made, startedAt: 'now', onRun, onStopping: () => (stopping += 1) }
  const session = playSession(plan, options, io)
  const settled = async () => {
    // However many turns it takes to come so far: the harness may look at the scenarios first.
    do await new Promise((resolve) => setImmediate(resolve))
    while (ends.size < selected.length)
  }
  return {
    session,
    ends,
    over,
    names: selected.map(({ name }) => name),
    settled,
    stop: () => stop('SIGTERM'),
    listens: () => listening,
    stopping: () => stopping,
  }
}

test('a rehearsal ends with a report of all its runs, and listens to signals no longer', async () => {
  const { session, ends, over, names, settled, listens } = started()
  await settled()
  expect(listens()).toBe(true)
  for (const end of ends.values()) end()
  const { report, stoppedBy } = await session
  expect(report.runs.map(({ scenario }) => scenario)).toEqual(names)
  expect(over.toSorted()).toEqual(names.toSorted())
  expect({ stoppedBy, listens: listens() }).toEqual({ stoppedBy: undefined, listens: false })
})

test('after a stop the report is there at once, and what ends later is no part of it', async () => {
  const { session, ends, over, names, settled, stop, stopping } = started()
  await settled()
  ends.get(names[1]!)!()
  await settled()
  stop()
  const { report, stoppedBy } = await session
  expect({ stoppedBy, stopping: stopping(), over }).toEqual({ stoppedBy: 'SIGTERM', stopping: 1, over: [names[1]] })
  expect(report.runs.map(({ scenario, verdict }) => [scenario, verdict === 'left-out'])).toEqual([
    [names[0], true],
    [names[1], false],
  ])
  ends.get(names[0]!)!()
  await settled()
  expect(over).toEqual([names[1]])
})
