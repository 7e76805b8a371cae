import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'

test('what comes after the first piece of a slow reader is not heard when it is sent', () => {
  const story = (isSlow: boolean) => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(1, history.request(0, 1), { status: 500 })
    const request = history.request(2, 1)
    history.head(3, request)
    history.delta(4, 1, 'a')
    history.close(5, request, { text: 'a' })
    if (isSlow) history.resume(50, 1)
    history.fail(50, 1)
    return history.view().exchanges.map(({ unheard }) => unheard)
  }
  expect(story(true)).toEqual([undefined, true])
  expect(story(false)).toEqual([undefined, undefined])
})

describe('a history sorted out', () => {
  const history = new HistoryBuilder()
  const opened = history.record(0, { type: 'connection-opened', connection: 0, origin: 'gateway' })
  const failed = history.record(0, {
    type: 'connection-failed',
    connection: 1,
    origin: 'gateway',
    code: 'CERT_HAS_EXPIRED',
  })
  const one = history.call(0, 1, { stream: true })
  const two = history.call(0, 2)
  const request = history.request(1, 1)
  const strays = history.request(2, null)
  const started = history.record(2, { type: 'attempt-started', call: 1, attempt: 0, endpoint: 'a', kind: 'first' })
  const head = history.head(3, request)
  const delta = history.delta(4, 1, 'hi')
  const left = history.leave(5, 1)
  const closed = history.close(6, request)
  const ended = history.record(6, {
    type: 'attempt-ended',
    call: 1,
    attempt: 0,
    endpoint: 'a',
    errorClass: null,
    reason: null,
    status: null,
  })
  const wait = history.record(7, { type: 'wait-started', call: 2, delayMs: 5, reason: 'backoff' })
  const breaker = history.record(7, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open' })
  const aborted = history.abort(8, 2)
  const over = history.fail(9, 2)
  const quiesced = history.record(10, { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 })
  const view = history.view()

  test('gives each call what belongs to it, and nothing of the other’s', () => {
    expect(view.calls).toEqual([
      {
        call: 1,
        instance: 0,
        started: one,
        deltas: [delta],
        exchanges: [{ started: request, response: head, ended: closed, isWhole: true, instance: 0 }],
        attemptsStarted: [started],
        attemptsEnded: [ended],
        waits: [],
        left,
      },
      {
        call: 2,
        instance: 0,
        started: two,
        deltas: [],
        exchanges: [],
        attemptsStarted: [],
        attemptsEnded: [],
        waits: [wait],
        aborted,
        ended: over,
      },
    ])
  })

  test('keeps exchanges that belong to no call, and those still open', () => {
    expect(view.exchanges).toEqual([
      { started: request, response: head, ended: closed, isWhole: true, instance: 0 },
      { started: strays, instance: 0 },
    ])
  })

  test.each<[string, Parameters<HistoryBuilder['answer']>[2], object]>([
    ['an answer to its end', {}, { isWhole: true, isGood: true }],
    ['an error to its end', { status: 500 }, { isWhole: true }],
    ['an answer without its end', { finished: false }, { isWhole: true }],
    ['an answer whose connection was cut behind its end', { how: 'fin' }, { isGood: true }],
  ])('says what came: %s', (_what, answer, said) => {
    const history = new HistoryBuilder()
    history.answer(1, history.request(0, 0), answer)
    const [{ isWhole, isGood } = {}] = history.view().exchanges
    expect({ isWhole, isGood }).toEqual(said)
  })

  test('keeps what belongs to all', () => {
    expect(view.connectionsOpened).toEqual([opened])
    expect(view.connectionsFailed).toEqual([failed])
    expect(view.breakerChanges).toEqual([breaker])
    expect(view.quiesced).toBe(quiesced)
  })
})

test('a wall clock that is set marks what is under way just then', () => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  history.answer(5, history.request(0, 1))
  const open = history.request(5, 1)
  const jump = history.jump(10, -1_000)
  history.answer(20, open)
  history.answer(30, history.request(20, 1))
  const { wallJumps, exchanges } = history.view()
  expect(wallJumps).toEqual([jump])
  expect(exchanges.map(({ wallJumped }) => wallJumped)).toEqual([undefined, true, undefined])
})

test('events of calls and exchanges that nobody started are nobody’s', () => {
  const history = new HistoryBuilder()
  history.delta(0, 9, 'lost')
  history.abort(0, 9)
  history.succeed(0, 9)
  history.record(0, { type: 'exchange-ended', exchange: 9, how: 'fin', text: '', finished: false })
  expect(history.view()).toMatchObject({ calls: [], exchanges: [], quiesced: undefined })
})

test.each(['aborted', 'ended'] as const)('what comes when its call is %s is read by nobody', (how) => {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const early = history.request(0, 1)
  const late = history.request(0, 1)
  history.answer(5, early, { status: 503 })
  if (how === 'aborted') history.abort(6, 1)
  else history.fail(6, 1)
  history.answer(7, late, { status: 401 })
  expect(history.view().exchanges.map(({ unheard }) => unheard)).toEqual([undefined, true])
})

describe('of a fleet', () => {
  test('each exchange is its call’s instance’s, a probe’s is its connection’s, or nobody’s', () => {
    const history = new HistoryBuilder()
    history.call(0, 0, { instance: 0 })
    history.call(0, 1, { instance: 1 })
    history.request(1, null, { connection: 7 })
    history.request(2, 1, { connection: 7 })
    history.request(3, 0, { connection: 8 })
    history.request(4, null, { connection: 8 })
    for (const connection of [9, 9, 10, -1, -1]) history.request(5, null, { connection })
    const { isFleet, exchanges } = history.view()
    const [probe, call1, call0, otherProbe, ...strangers] = exchanges.map(({ instance }) => instance)
    expect([isFleet, probe, call1, call0, otherProbe]).toEqual([true, 1, 1, 0, 0])
    expect(strangers[0]).toBe(strangers[1])
    expect(new Set(strangers).size).toBe(4)
    expect(Math.max(...strangers.map(Number))).toBeLessThan(0)
  })
})
