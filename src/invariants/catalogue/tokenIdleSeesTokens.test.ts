import { describe, expect, test } from 'vitest'
import { HistoryBuilder, messagesOf } from '../../../test/support/historyBuilder.ts'
import { tokenIdleSeesTokens } from './tokenIdleSeesTokens.ts'

const declared = { timeouts: { byteIdleMs: 300, tokenIdleMs: 500, attemptMs: 3_000 }, deadlineMs: 10_000 }

/** A stream that gives one word at 0; its client leaves at `endMs`, after such a silence. */
function stream(endMs: number, silence: { bytesMs: number; contentMs: number }, reason?: string) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const attempt = history.attempt(0, 1, 0)
  const request = history.request(0, 1, { stream: true })
  history.head(0, request)
  history.delta(0, 1, 'Hel')
  history.close(endMs, request, { how: 'client-left', silence, text: 'Hel' })
  if (reason !== undefined) history.attemptEnd(endMs, attempt, 'timeout', { reason })
  history.fail(endMs, 1, { errorClass: 'timeout' })
  return history
}

/** A stream that is all there at 40 ms, for a reader that comes back late; then the call ends. */
function slowly(end: (history: HistoryBuilder) => void) {
  const history = new HistoryBuilder()
  history.call(0, 1, { stream: true })
  const request = history.request(0, 1, { stream: true })
  history.head(0, request)
  history.delta(0, 1, 'Hel')
  history.close(40, request, { finished: true, text: 'Hello' })
  history.resume(600, 1)
  end(history)
  return history
}

describe('token-idle-sees-tokens', () => {
  test('comments do not keep a stream without words alive', () => {
    expect(stream(500, { bytesMs: 20, contentMs: 500 }).verdict(tokenIdleSeesTokens, { declared })).toEqual({
      verdict: 'pass',
      checked: 1,
    })
    const verdict = stream(501, { bytesMs: 21, contentMs: 501 }).verdict(tokenIdleSeesTokens, { declared })
    expect(messagesOf(verdict)).toEqual([
      'call 1 waited 501 ms for the next word from a@gateway; tokenIdleMs is 500 ms',
    ])
  })

  test('they are bytes all the same', () => {
    expect(
      stream(400, { bytesMs: 300, contentMs: 400 }, 'byte_idle').verdict(tokenIdleSeesTokens, { declared }).verdict,
    ).toBe('pass')
    const verdict = stream(300, { bytesMs: 20, contentMs: 300 }, 'byte_idle').verdict(tokenIdleSeesTokens, { declared })
    expect(messagesOf(verdict)[0]).toContain('20 ms after its last bytes')
  })

  test('plain silence is another rule’s', () => {
    expect(stream(300, { bytesMs: 300, contentMs: 300 }).verdict(tokenIdleSeesTokens, { declared }).verdict).toBe(
      'unknown',
    )
  })

  test('what has come is handed on, however slow its reader', () => {
    expect(slowly((history) => history.succeed(600, 1, 'Hello')).verdict(tokenIdleSeesTokens, { declared })).toEqual({
      verdict: 'pass',
      checked: 1,
    })
    const blamed = slowly((history) => history.fail(600, 1, { errorClass: 'timeout' }))
    expect(blamed.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('fail')
  })

  test('a limit on the whole may cut it off, and so may its caller', () => {
    const late = slowly((history) => history.fail(3_000, 1, { errorClass: 'timeout' }))
    expect(late.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
    const aborted = slowly((history) => {
      history.abort(600, 1)
      history.fail(600, 1, { errorClass: 'aborted' })
    })
    expect(aborted.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
  })

  test('nothing declared: unknown', () => {
    expect(stream(900, { bytesMs: 20, contentMs: 900 }).verdict(tokenIdleSeesTokens).verdict).toBe('unknown')
  })
})
