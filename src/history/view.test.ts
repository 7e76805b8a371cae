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
        started: one,
        deltas: [delta],
        exchanges: [{ started: request, response: head, ended: closed }],
        attemptsStarted: [started],
        attemptsEnded: [ended],
        waits: [],
        left,
      },
      {
        call: 2,
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
    expect(view.exchanges).toEqual([{ started: request, response: head, ended: closed }, { started: strays }])
  })

  test('keeps what belongs to all', () => {
    expect(view.connectionsOpened).toEqual([opened])
    expect(view.connectionsFailed).toEqual([failed])
    expect(view.breakerChanges).toEqual([breaker])
    expect(view.quiesced).toBe(quiesced)
  })
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
