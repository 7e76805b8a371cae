import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { whyHidden } from '../exchanges.ts'
import { deadCredentialNotReused } from './deadCredentialNotReused.ts'

const declared = { credentialCooldownMs: 10_000 }

/** Call 1 meets a 401 on its key at 100 ms. */
function keyRefusedAt100() {
  const history = new HistoryBuilder()
  history.call(0, 1)
  const refusal = history.answer(100, history.request(0, 1), { status: 401, class: 'auth' })
  return { history, refusal }
}

describe('dead-credential-not-reused', () => {
  test('falling back to another key passes', () => {
    const { history } = keyRefusedAt100()
    history.request(100, 1, { model: 'b', credential: 'other' })
    expect(history.verdict(deadCredentialNotReused, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('falling back to another model with the same key is the tutorial’s mistake', () => {
    const { history, refusal } = keyRefusedAt100()
    const again = history.request(100, 1, { model: 'b' })
    const verdict = history.verdict(deadCredentialNotReused)
    expect(evidenceOf(verdict)).toEqual([[refusal.seq, again.seq]])
    expect(messagesOf(verdict)).toEqual(['call 1 used key key again, on b@gateway, after 401 (auth)'])
  })

  test('money that is gone kills the key like a refusal', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(100, history.request(0, 1), { status: 429, class: 'quota_exhausted' })
    history.request(200, 1)
    expect(history.verdict(deadCredentialNotReused).verdict).toBe('fail')
  })

  test('another call waits for the cooldown to pass', () => {
    const { history, refusal } = keyRefusedAt100()
    history.call(5000, 2)
    const early = history.request(5000, 2)
    history.call(10_100, 3)
    history.request(10_100, 3)
    const verdict = history.verdict(deadCredentialNotReused, { declared })
    expect(evidenceOf(verdict)).toEqual([[refusal.seq, early.seq]])
    expect(messagesOf(verdict)).toEqual(['call 2 used key key 4900 ms after 401 (auth); it was to rest for 10000 ms'])
  })

  test('where no cooldown is declared other calls are free', () => {
    const { history } = keyRefusedAt100()
    history.call(200, 2)
    history.request(200, 2)
    expect(history.verdict(deadCredentialNotReused)).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('a second refusal starts the cooldown anew', () => {
    const { history } = keyRefusedAt100()
    history.call(10_200, 2)
    const second = history.answer(10_300, history.request(10_200, 2), { status: 401, class: 'auth' })
    history.call(15_000, 3)
    const early = history.request(15_000, 3)
    expect(evidenceOf(history.verdict(deadCredentialNotReused, { declared }))).toEqual([[second.seq, early.seq]])
  })

  test('concurrency is no breach: on the wire before the refusal, or at its very instant', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    history.call(0, 3)
    const first = history.request(0, 1)
    history.request(50, 2)
    history.answer(100, first, { status: 401, class: 'auth' })
    history.request(100, 3)
    expect(history.verdict(deadCredentialNotReused, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('on sockets a start within the tolerance is no breach, one after it is', () => {
    const { history } = keyRefusedAt100()
    history.call(150, 2)
    history.request(150, 2)
    expect(history.verdict(deadCredentialNotReused, { declared, toleranceMs: 50 }).verdict).toBe('pass')
    history.request(151, 2)
    expect(history.verdict(deadCredentialNotReused, { declared, toleranceMs: 50 }).verdict).toBe('fail')
  })

  test('a refusal whose body was cut tells no client that its money is gone', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.answer(100, history.request(0, 1), { status: 429, class: 'quota_exhausted', how: 'reset' })
    history.request(200, 1)
    expect(history.verdict(deadCredentialNotReused, { declared }).verdict).toBe('unknown')
  })

  test('only a refusal kills a key, and a later answer to an earlier request does not revive it', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) history.call(0, call)
    const [first, second] = [history.request(0, 1), history.request(0, 2)]
    history.answer(50, second, { status: 503 })
    history.request(60, 3)
    expect(history.verdict(deadCredentialNotReused, { declared }).verdict).toBe('unknown')
    const slow = history.request(70, 2)
    const refusal = history.answer(100, first, { status: 401, class: 'auth' })
    history.answer(200, slow)
    const early = history.request(300, 3)
    expect(evidenceOf(history.verdict(deadCredentialNotReused, { declared }))).toEqual([[refusal.seq, early.seq]])
  })

  test('requests without a call are held to the cooldown among themselves', () => {
    const history = new HistoryBuilder()
    const refusal = history.answer(100, history.request(0, null), { status: 401, class: 'auth' })
    const early = history.request(200, null)
    history.call(300, 1)
    history.answer(300, history.request(300, 1), { status: 401, class: 'auth' })
    expect(evidenceOf(history.verdict(deadCredentialNotReused, { declared }))[0]).toEqual([refusal.seq, early.seq])
  })
  test('what a hedge that lost was still told, sockets cannot show to be read', () => {
    const { history } = keyRefusedAt100()
    history.request(200, 1)
    const declared = { hedge: { afterMs: 3, maxHedges: 1 } }
    expect(history.verdict(deadCredentialNotReused, { declared, toleranceMs: 50 })).toEqual({
      verdict: 'unknown',
      why: whyHidden,
    })
    expect(history.verdict(deadCredentialNotReused, { declared }).verdict).toBe('fail')
  })
  test('of two refusals the later one binds longest, whichever body took longer', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) history.call(0, call)
    const [slow, quick] = [history.request(0, 1), history.request(0, 2)]
    history.head(10, slow, { status: 401, class: 'auth' })
    const later = history.answer(90, quick, { status: 401, class: 'auth' })
    history.close(200, slow)
    const early = history.request(10_050, 3)
    expect(evidenceOf(history.verdict(deadCredentialNotReused, { declared }))).toEqual([[later.seq, early.seq]])
  })

  test('a call that uses its own dead key again is found once, though a cooldown is declared', () => {
    const { history, refusal } = keyRefusedAt100()
    const again = history.request(500, 1, { model: 'b' })
    expect(evidenceOf(history.verdict(deadCredentialNotReused, { declared }))).toEqual([[refusal.seq, again.seq]])
  })
})
