import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { breakerKept } from './breakerKept.ts'

const declared = { breaker: { failureRatio: 0.5, minSamples: 4, windowMs: 1_000, openMs: 300 } }

type How = ErrorClass | null | 'deadline' | 'left'

/** Attempts that start and end together, every 10 ms. */
function attempts(history: HistoryBuilder, hows: readonly How[]): void {
  for (const [call, how] of hows.entries()) {
    const attempt = history.attempt(call * 10, call, 0)
    if (how === 'left') history.leave(call * 10, call)
    end(history, call * 10, attempt, how)
  }
}

function end(history: HistoryBuilder, at: number, attempt: ReturnType<HistoryBuilder['attempt']>, how: How): void {
  if (how === 'deadline') history.attemptEnd(at, attempt, 'timeout', { reason: 'deadline' })
  else history.attemptEnd(at, attempt, how === 'left' ? null : how)
}

/** The circuit opens with the last of these endings. */
function opensAfter(hows: readonly How[], context: Parameters<HistoryBuilder['verdict']>[1] = { declared }) {
  const history = new HistoryBuilder()
  attempts(history, hows.slice(0, -1))
  const at = (hows.length - 1) * 10
  const last = history.attempt(at, 999, 0)
  history.breaker(at, 'closed', 'open')
  end(history, at, last, hows.at(-1)!)
  return { history, verdict: history.verdict(breakerKept, context) }
}

const bad = 'server_error'

describe('breaker-kept: when it may open', () => {
  test('enough failures among enough outcomes, the last one included', () => {
    expect(opensAfter([null, null, bad, bad]).verdict).toEqual({ verdict: 'pass', checked: 1 })
    expect(opensAfter(['overloaded', 'timeout', 'network', 'protocol']).verdict.verdict).toBe('pass')
    expect(opensAfter(['tls_permanent', 'tls_transient', bad, bad]).verdict.verdict).toBe('pass')
  })

  test('too few outcomes, or too small a share of failures', () => {
    expect(messagesOf(opensAfter([bad, bad, bad]).verdict)).toEqual([
      'the circuit of a opened after 3 failures among 3 outcomes within 1000 ms; declared are a share of 0.5 among 4 or more',
    ])
    expect(opensAfter([null, null, null, bad]).verdict.verdict).toBe('fail')
  })

  const silent = ['aborted', 'invalid_request', 'auth', 'permission', 'not_found', 'context_length', 'content_policy']
  test.each([...silent, 'quota_exhausted', 'rate_limited', 'conflict', 'unacceptable'] as ErrorClass[])(
    '%s says nothing',
    (mild) => {
      expect(opensAfter([bad, bad, bad, mild]).verdict.verdict).toBe('fail')
      expect(opensAfter([mild, mild, mild, mild, mild]).verdict.verdict).toBe('fail')
    },
  )

  test('what may have counted either way speaks for the client', () => {
    expect(opensAfter([bad, bad, bad, 'deadline']).verdict.verdict).toBe('pass')
    expect(opensAfter([bad, bad, 'left', bad]).verdict.verdict).toBe('pass')
    expect(opensAfter([bad, bad, 'deadline']).verdict.verdict).toBe('fail')
    const slow = { declared: { ...declared, slowCallMs: 100 } }
    expect(opensAfter([null, null, null, bad], slow).verdict.verdict).toBe('pass')
  })

  test('a stream whose first content was slow counts as slow, whatever ended it', () => {
    const story = (stream: boolean, policy: { slowCallMs?: number }) => {
      const history = new HistoryBuilder()
      history.call(0, 999, { stream })
      attempts(history, [bad, bad, null])
      const last = history.attempt(40, 999, 0)
      history.breaker(45, 'closed', 'open')
      end(history, 45, last, 'unacceptable')
      return history.verdict(breakerKept, { declared: { ...declared, ...policy } }).verdict
    }
    const slow = { slowCallMs: 1 }
    expect([story(true, slow), story(false, slow), story(true, {})]).toEqual(['pass', 'fail', 'fail'])
  })

  test('what has left the window, or came before it closed again, does not count', () => {
    const story = (pauseMs: number, reopens: boolean) => {
      const history = new HistoryBuilder()
      attempts(history, [bad, bad, bad])
      if (reopens) history.breaker(100, 'half-open', 'closed')
      const at = 20 + pauseMs
      const last = history.attempt(at, 999, 0)
      history.breaker(at, 'closed', 'open')
      history.attemptEnd(at, last, bad)
      return history.verdict(breakerKept, { declared }).verdict
    }
    expect(story(900, false)).toBe('pass')
    expect(story(1_000, false)).toBe('fail')
    expect(story(900, true)).toBe('fail')
  })

  test('endpoints, and instances, have circuits of their own', () => {
    const history = new HistoryBuilder()
    for (const [call, endpoint] of ['a', 'a', 'a', 'b'].entries())
      history.attemptEnd(call, history.attempt(call, call, 0, { endpoint }), bad)
    history.breaker(4, 'closed', 'open')
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('fail')
  })

  test('as many silent failures as would open it, and it stays closed: that is a test as well', () => {
    const history = new HistoryBuilder()
    for (let call = 0; call < 4; call += 1) history.attemptEnd(call, history.attempt(call, call, 0), 'rate_limited')
    expect(history.verdict(breakerKept, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })
})

/** A circuit that opens, as it may, at 30 ms. */
function open() {
  const { history } = opensAfter([bad, bad, bad, bad])
  return history
}

describe('breaker-kept: while it is not closed', () => {
  test('nothing goes until it is time, then one', () => {
    const history = open()
    const probe = history.attempt(330, 50, 0)
    history.breaker(340, 'open', 'closed')
    history.attemptEnd(340, probe)
    expect(history.verdict(breakerKept, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('an attempt while it is open', () => {
    const history = open()
    history.attempt(329, 50, 0)
    expect(messagesOf(history.verdict(breakerKept, { declared }))).toEqual([
      'call 50 tried a 299 ms after its circuit had opened; it was to stay open for 300 ms',
    ])
    expect(history.verdict(breakerKept, { declared, toleranceMs: 50 }).verdict).toBe('pass')
  })

  test('probes in the background are what an open circuit is for', () => {
    const history = open()
    history.attempt(100, -1, 0, { kind: 'probe' })
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('pass')
  })

  test('two probes at a time', () => {
    const history = open()
    history.breaker(330, 'open', 'half-open')
    history.attempt(330, 50, 0)
    history.attempt(331, 51, 0)
    expect(messagesOf(history.verdict(breakerKept, { declared }))).toEqual([
      'call 51 tried a beside the probe of its half-open circuit',
    ])
  })

  test('one after the other, where the first said nothing', () => {
    const history = open()
    history.breaker(330, 'open', 'half-open')
    history.attemptEnd(340, history.attempt(330, 50, 0), 'aborted')
    history.breaker(350, 'half-open', 'open')
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('pass')
  })

  test.each([
    [null, 'the probe of a did well, and its circuit stayed as it was'],
    [bad, 'the probe of a failed, and its circuit stayed as it was'],
  ] as const)('a probe that ends with %s decides', (how, message) => {
    const story = (to?: string) => {
      const history = open()
      history.breaker(330, 'open', 'half-open')
      const probe = history.attempt(330, 50, 0)
      if (to !== undefined) history.breaker(340, 'half-open', to)
      history.attemptEnd(340, probe, how)
      return history.verdict(breakerKept, { declared })
    }
    expect(messagesOf(story())).toEqual([message])
    expect(story(how === null ? 'closed' : 'open').verdict).toBe('pass')
  })

  test('what ends meanwhile is forgotten', () => {
    const history = new HistoryBuilder()
    const late = [60, 61, 62, 63].map((call) => history.attempt(0, call, 0))
    attempts(history, [bad, bad, bad])
    history.breaker(30, 'closed', 'open')
    history.attemptEnd(30, history.attempt(30, 999, 0), bad)
    for (const attempt of late) history.attemptEnd(100, attempt, bad)
    history.breaker(330, 'open', 'half-open')
    const probe = history.attempt(330, 50, 0)
    history.breaker(340, 'half-open', 'closed')
    history.attemptEnd(340, probe)
    history.breaker(341, 'closed', 'open')
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('fail')
  })
})

test('nothing declared, or nothing happened: unknown', () => {
  expect(open().verdict(breakerKept).verdict).toBe('unknown')
  expect(new HistoryBuilder().verdict(breakerKept, { declared }).verdict).toBe('unknown')
})

describe('breaker-kept: what decides nothing', () => {
  const strict = { declared: { breaker: { ...declared.breaker, failureRatio: 1 } } }

  test('who left, or lost a race where slowness counts, may have failed', () => {
    expect(opensAfter([bad, bad, 'left', bad], strict).verdict.verdict).toBe('pass')
    expect(opensAfter([bad, bad, null, bad], strict).verdict.verdict).toBe('fail')
    const story = (policy: object) => {
      const history = new HistoryBuilder()
      attempts(history, [bad, bad, bad])
      history.attemptEnd(35, history.attempt(31, 50, 0), 'aborted', { reason: 'superseded' })
      history.attempt(40, 999, 0)
      history.breaker(40, 'closed', 'open')
      return history.verdict(breakerKept, { declared: { ...declared, ...policy } }).verdict
    }
    expect([story({}), story({ slowCallMs: 100 })]).toEqual(['fail', 'pass'])
  })

  test('a probe that ran into the deadline of its call says nothing', () => {
    const history = open()
    history.breaker(330, 'open', 'half-open')
    end(history, 340, history.attempt(330, 50, 0), 'deadline')
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('pass')
  })

  test('what had begun before and ends beside the probe is not the probe', () => {
    for (const other of [
      { call: 40, attempt: 0 },
      { call: 50, attempt: 1 },
    ]) {
      const { history } = opensAfter([bad, bad, bad, bad])
      history.breaker(330, 'open', 'half-open')
      const probe = history.attempt(330, 50, 0)
      history.attemptEnd(335, { ...probe, ...other }, bad)
      history.breaker(340, 'half-open', 'closed')
      history.attemptEnd(340, probe)
      expect(history.verdict(breakerKept, { declared }).verdict).toBe('pass')
    }
  })

  test('a probe that fails opens the circuit again, however few outcomes there were', () => {
    const history = open()
    history.breaker(330, 'open', 'half-open')
    const probe = history.attempt(330, 50, 0)
    history.breaker(340, 'half-open', 'open')
    history.attemptEnd(340, probe, bad)
    history.attempt(639, 51, 0)
    expect(messagesOf(history.verdict(breakerKept, { declared }))).toEqual([
      'call 51 tried a 299 ms after its circuit had opened; it was to stay open for 300 ms',
    ])
  })

  test('two that go when it is time, though nobody says half-open, are one too many', () => {
    const history = open()
    history.attempt(330, 50, 0)
    history.attempt(331, 51, 0)
    expect(messagesOf(history.verdict(breakerKept, { declared }))).toEqual([
      'call 51 tried a beside the probe of its half-open circuit',
    ])
  })

  test('once it has closed, as many go as like', () => {
    const history = open()
    const probe = history.attempt(330, 50, 0)
    history.breaker(340, 'half-open', 'closed')
    history.attemptEnd(340, probe)
    for (const call of [60, 61, 62]) history.attempt(350, call, 0)
    expect(history.verdict(breakerKept, { declared })).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('an attempt that ends after the opening is not what opened it', () => {
    const history = new HistoryBuilder()
    attempts(history, [bad, bad, bad])
    const late = history.attempt(25, 50, 0)
    history.breaker(30, 'closed', 'open')
    history.attemptEnd(40, late, bad)
    expect(history.verdict(breakerKept, { declared }).verdict).toBe('fail')
  })

  test('each instance has its own circuit', () => {
    const story = (instance: number) => {
      const history = new HistoryBuilder()
      for (let call = 0; call < 4; call += 1) {
        const on = { call, attempt: 0, endpoint: 'a', instance: 1 }
        history.record(call, { type: 'attempt-started', ...on, kind: 'first', model: 'a', origin: 'o' })
        history.record(call, { type: 'attempt-ended', ...on, errorClass: bad, reason: 'http_500', status: 500 })
      }
      history.record(3, { type: 'breaker-changed', endpoint: 'a', from: 'closed', to: 'open', instance })
      return history.verdict(breakerKept, { declared }).verdict
    }
    expect([story(1), story(2)]).toEqual(['pass', 'fail'])
  })
})
