import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'
import type { HistoryEvent } from '../history/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { client } from '../targets/index.ts'
import * as mutants from '../targets/mutants/index.ts'
import { judgeServed, mergeJudgements, type ServedClients } from './judgeServed.ts'
import { virtual } from './worlds/virtual.ts'
import type { Target } from '../targets/target.ts'

const ofTheWire = new Set([
  'connection-opened',
  'connection-failed',
  'exchange-started',
  'response-started',
  'exchange-ended',
])

/** What an upstream that is served would have seen of a run: nothing of the caller, nothing of the client. */
async function served(target: Target, scenario: (typeof scenarios)[number]): Promise<HistoryEvent[]> {
  const { history } = await virtual.play({ target, scenario, seed: 7 })
  return history.events.filter(({ type }) => ofTheWire.has(type))
}

const namesOf = (events: readonly HistoryEvent[], verdict: string, clients: ServedClients = { expect: {} }) =>
  judgeServed(events, clients, 50).flatMap((one) => (one.verdict.verdict === verdict ? [one.invariant.name] : []))

const playable = scenarios.filter((scenario) => virtual.refuses(scenario) === undefined)

describe('from the wire alone', () => {
  test.each(playable.map((scenario) => [scenario.name, scenario] as const))(
    'nothing is held against our own client: %s',
    async (_name, scenario) => {
      expect(namesOf(await served(client, scenario), 'fail', scenario)).toEqual([])
    },
  )

  test.each(['retry-after-honoured', 'no-retry-after-terminal', 'dead-credential-not-reused'])(
    'a client that breaks it is convicted: %s',
    async (rule) => {
      const broken = Object.values(mutants).filter(({ convictedBy }) => convictedBy === rule)
      const asking = playable.filter(({ exercises }) => exercises.includes(rule)).slice(0, 3)
      const convicted = new Set<string>()
      for (const mutant of broken) {
        for (const scenario of asking) {
          for (const name of namesOf(await served(mutant, scenario), 'fail', scenario)) convicted.add(name)
        }
      }
      expect([...convicted]).toContain(rule)
    },
  )
})

describe('without markers', () => {
  test('nobody can say which requests belong together: such rules are unknown', () => {
    const history = new HistoryBuilder()
    for (const at of [0, 100]) history.answer(at, history.request(at, null), { status: 404, class: 'not_found' })
    expect(namesOf(history.events, 'fail')).toEqual([])
    expect(namesOf(history.events, 'unknown')).toContain('no-retry-after-terminal')
  })

  test('with them they are broken', () => {
    const history = new HistoryBuilder()
    for (const at of [0, 100]) history.answer(at, history.request(at, 3), { status: 404, class: 'not_found' })
    expect(namesOf(history.events, 'fail')).toEqual(['no-retry-after-terminal', 'idempotency-key-kept'])
  })
})

test('connections that failed before any request are nobody’s', () => {
  const history = new HistoryBuilder()
  history.request(0, 1)
  for (const at of [1, 2, 3]) {
    history.record(at, { type: 'connection-failed', connection: at, origin: 'gateway', code: 'CERT_HAS_EXPIRED' })
  }
  expect(namesOf(history.events, 'unknown')).toContain('permanent-tls-not-retried')
})

describe('several scripts, one after the other', () => {
  const judged = (status: number, times: number) => {
    const history = new HistoryBuilder()
    for (let at = 0; at < times; at += 1) history.answer(at, history.request(at, 3), { status, class: 'not_found' })
    return judgeServed(history.events, { expect: {} }, 0)
  }
  const of = (parts: ReturnType<typeof judged>[]) =>
    mergeJudgements(parts).find(({ invariant }) => invariant.name === 'no-retry-after-terminal')?.verdict

  test.each([
    ['held once, never tested elsewhere: held', [judged(404, 1), judged(200, 1)], { verdict: 'pass', checked: 1 }],
    ['held twice', [judged(404, 1), judged(404, 1)], { verdict: 'pass', checked: 2 }],
    ['broken once: broken', [judged(404, 1), judged(404, 2)], { verdict: 'fail', checked: 3 }],
    ['never tested', [judged(200, 1), judged(200, 2)], { verdict: 'unknown' }],
  ])('%s', (_story, parts, expected) => {
    expect(of(parts)).toMatchObject(expected)
  })
})
