import { describe, expect, test } from 'vitest'
import { always, catalogue } from '../faults/index.ts'
import { History } from '../history/index.ts'
import { sequential } from '../load/index.ts'
import { standard } from '../scenarios/policies.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { client } from '../targets/client.ts'
import type { Target } from '../targets/target.ts'
import { judgeRun, unplayedRun } from './judgeRun.ts'
import { readToken } from './token.ts'
import { virtual } from './worlds/virtual.ts'

const scenario: Scenario = {
  name: 'two-errors',
  family: 'server-error',
  requirement: 'Get over it.',
  source: 'here',
  strength: 'must',
  upstream: { models: { m: [always(catalogue.rateLimit({ retryAfterSeconds: 2 }))] } },
  load: sequential({ calls: 2 }),
  expect: { ...standard, answeredAtMost: 0 },
  exercises: ['retry-after-honoured', 'answers-as-expected'],
}

/** Plays a scenario on the virtual world, then judges what was left. */
async function judged(changed: Partial<Scenario> = {}, target: Target = client) {
  const plan = { target, scenario: { ...scenario, ...changed }, seed: 7 }
  const played = await virtual.play(plan)
  return { run: judgeRun(plan, virtual, played, 'test'), history: played.history }
}
const resultOf = ({ judged: rules }: Awaited<ReturnType<typeof judged>>['run'], name: string) =>
  rules.find(({ invariant }) => invariant === name)!

/** A client that never waits: four requests in no time. */
const hasty: Target = {
  ...client,
  name: 'hasty',
  vantage: 'wire',
  open: ({ endpoints: [endpoint], transport }) => ({
    chat: async ({ messages, signal }) => {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const response = await transport.send(
          {
            method: 'POST',
            url: `${endpoint!.baseURL}/chat/completions`,
            headers: {},
            body: JSON.stringify({ model: endpoint!.model, messages }),
          },
          { signal },
        )
        for await (const _chunk of response.body) continue
      }
      return { ok: false, errorClass: null, message: 'gave up', status: 429, retryAtMs: null }
    },
    close: () => Promise.resolve(),
  }),
}

describe('a run that held', () => {
  test('is told with its numbers, and every rule’s verdict', async () => {
    const { run, history } = await judged()
    expect(run).toMatchObject({
      target: 'client',
      world: 'virtual',
      scenario: 'two-errors',
      seed: 7,
      verdict: 'held',
      reason: null,
      calls: 2,
      answered: 0,
      attempts: 6,
      historyHash: history.hash(),
      excerpt: [],
    })
    expect(resultOf(run, 'retry-after-honoured')).toMatchObject({ exercised: true, result: { verdict: 'pass' } })
    expect(resultOf(run, 'every-call-settles').exercised).toBe(false)
  })

  test('carries a token that says where it came from and how it went', async () => {
    const { run } = await judged()
    expect(readToken(run.token!)).toMatchObject({
      target: 'client',
      world: 'virtual',
      scenario: 'two-errors',
      seed: 7,
      historyHash: run.historyHash!.slice(0, 8),
      madeBy: 'test',
    })
  })

  test('goes the same way again', async () => {
    const [one, two] = [await judged(), await judged()]
    expect(two.history.lines()).toEqual(one.history.lines())
    expect(two.run).toEqual(one.run)
  })
})

test('a stream that nobody asked the upstream for has no verdict', async () => {
  const blocking: Target = {
    ...client,
    name: 'blocking',
    open: (setup) => {
      const opened = client.open(setup)
      return { chat: (call) => opened.chat(call), close: () => opened.close() }
    },
  }
  const healthy = { upstream: { models: { m: [] } }, expect: standard, exercises: ['every-call-settles'] }
  const streaming = { ...healthy, caller: { stream: true } }
  expect((await judged(streaming)).run.verdict).toBe('held')
  expect((await judged(streaming, blocking)).run).toMatchObject({
    verdict: 'no-verdict',
    reason: expect.stringContaining('wanted a stream'),
  })
})

describe('a run that broke', () => {
  test('shows the rule, the proof, and the story around it', async () => {
    const { run, history } = await judged({}, hasty)
    expect(run.verdict).toBe('broke')
    const { result } = resultOf(run, 'retry-after-honoured')
    expect(result.verdict).toBe('fail')
    const proof = result.verdict === 'fail' ? result.violations[0]!.evidence : []
    expect(proof.length).toBeGreaterThan(0)
    expect(run.excerpt.map(({ seq }) => seq)).toEqual(expect.arrayContaining([...proof]))
    expect(run.excerpt.every((event) => history.events[event.seq] === event)).toBe(true)
  })
})

describe('what was not put to the test is no verdict', () => {
  test('for our client, with the reason', async () => {
    const { run } = await judged({
      upstream: { models: { m: [] } },
      expect: standard,
      exercises: ['retry-after-honoured'],
    })
    expect(run.verdict).toBe('no-verdict')
    expect(run.reason).toMatch(/^retry-after-honoured: \w/)
  })

  test('but a target is not blamed for what nobody can see of it', async () => {
    const exercises = ['abort-is-prompt']
    expect((await judged({ exercises })).run.verdict).toBe('no-verdict')
    expect((await judged({ exercises }, { ...client, vantage: 'wire' })).run.verdict).toBe('held')
  })

  test('and one that takes no policy is held to its callers’ interests only', async () => {
    const verdictOn = async (target: Target) =>
      resultOf((await judged({}, target)).run, 'attempts-bounded').result.verdict
    expect(await verdictOn(hasty)).toBe('fail')
    expect(await verdictOn({ ...hasty, supports: { stream: false, abort: false, policy: false } })).toBe('unknown')
  })
})

test('a run that was not played says why', () => {
  const plan = { target: client, scenario, seed: 7 }
  expect(unplayedRun(plan, virtual, 'refused', 'no sockets here')).toMatchObject({
    verdict: 'refused',
    reason: 'no sockets here',
    scenario: 'two-errors',
    historyHash: null,
    token: null,
    calls: 0,
    judged: [],
  })
})

test('an empty history holds nothing and proves nothing', () => {
  const plan = { target: client, scenario, seed: 7 }
  const run = judgeRun(plan, virtual, { history: new History(() => 0), elapsedMs: 0, toleranceMs: 0 }, 'test')
  expect(run.verdict).toBe('no-verdict')
})
