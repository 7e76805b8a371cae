import { describe, expect, test } from 'vitest'
import { evidenceOf, HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { whyHidden } from '../exchanges.ts'
import { permanentTlsNotRetried } from './permanentTlsNotRetried.ts'

function badCertificate(history: HistoryBuilder, at: number, origin = 'gateway', code = 'CERT_HAS_EXPIRED') {
  return history.record<'connection-failed'>(at, { type: 'connection-failed', connection: 0, origin, code })
}

describe('permanent-tls-not-retried', () => {
  test('one connection per call and origin passes', () => {
    const history = new HistoryBuilder()
    for (const call of [1, 2, 3]) {
      history.call(0, call)
      badCertificate(history, 0, 'east')
      badCertificate(history, 0, 'west')
      history.fail(0, call)
    }
    expect(history.verdict(permanentTlsNotRetried)).toEqual({ verdict: 'pass', checked: 6 })
  })

  test('a second connection is a breach', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    const first = badCertificate(history, 10)
    const second = badCertificate(history, 510)
    history.fail(510, 1)
    const verdict = history.verdict(permanentTlsNotRetried)
    expect(evidenceOf(verdict)).toEqual([[first.seq, second.seq]])
    expect(messagesOf(verdict)).toEqual([
      'gateway was connected to again 500 ms after it had shown a bad certificate (CERT_HAS_EXPIRED) to the same call',
    ])
  })

  test('calls one after another are told apart, even at one instant', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.succeed(0, 1)
    history.call(0, 2)
    badCertificate(history, 0)
    badCertificate(history, 0)
    history.fail(0, 2)
    expect(evidenceOf(history.verdict(permanentTlsNotRetried))).toHaveLength(1)
  })

  test('where calls overlap each may have had one', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    badCertificate(history, 1)
    badCertificate(history, 1)
    history.fail(2, 1)
    history.fail(2, 2)
    expect(history.verdict(permanentTlsNotRetried)).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('but not more failures than calls', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    for (const at of [1, 2, 3]) badCertificate(history, at)
    expect(evidenceOf(history.verdict(permanentTlsNotRetried))).toHaveLength(1)
  })

  test('a long call does not use up the failure of a short one', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.call(0, 2)
    badCertificate(history, 1)
    history.fail(2, 2)
    badCertificate(history, 3)
    history.fail(4, 1)
    expect(history.verdict(permanentTlsNotRetried)).toEqual({ verdict: 'pass', checked: 2 })
  })

  test('on sockets the upstream may hear of it after the call has ended', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.fail(10, 1)
    history.call(11, 2)
    badCertificate(history, 12)
    badCertificate(history, 20)
    history.fail(20, 2)
    expect(history.verdict(permanentTlsNotRetried, { toleranceMs: 50 }).verdict).toBe('pass')
    expect(history.verdict(permanentTlsNotRetried).verdict).toBe('fail')
  })

  test('no bad certificate, or no call that could have met it: unknown', () => {
    const history = new HistoryBuilder()
    badCertificate(history, 0)
    history.call(1, 1)
    expect(history.verdict(permanentTlsNotRetried).verdict).toBe('unknown')
  })

  test.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'PATH_LENGTH_EXCEEDED',
  ])('%s is a word about a certificate', (code) => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    badCertificate(history, 1, 'gateway', code)
    badCertificate(history, 2, 'gateway', code)
    expect(history.verdict(permanentTlsNotRetried).verdict).toBe('fail')
  })

  test.each(['ECONNRESET', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_CERT_CB_ERROR'])(
    '%s may pass, and is nothing to judge',
    (code) => {
      const history = new HistoryBuilder()
      history.call(0, 1)
      badCertificate(history, 1, 'gateway', code)
      badCertificate(history, 2, 'gateway', code)
      expect(history.verdict(permanentTlsNotRetried).verdict).toBe('unknown')
    },
  )

  test('where hedges may hide what was read, sockets prove nothing', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    badCertificate(history, 1)
    badCertificate(history, 2)
    const declared = { hedge: { afterMs: 1, maxHedges: 1 } }
    expect(history.verdict(permanentTlsNotRetried, { declared }).verdict).toBe('fail')
    expect(history.verdict(permanentTlsNotRetried, { declared, toleranceMs: 50 })).toEqual({
      verdict: 'unknown',
      why: whyHidden,
    })
  })
})
