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

  test('what another attempt had said before, to its end, is not what its reader waits for', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    history.answer(40, history.request(0, 1, { stream: true }), { class: 'protocol', text: '', finished: true })
    const request = history.request(40, 1, { stream: true, model: 'b' })
    history.head(40, request)
    history.delta(40, 1, 'Hel')
    history.resume(41, 1)
    history.close(541, request, { how: 'client-left', silence: { bytesMs: 10, contentMs: 501 }, text: 'Hel' })
    history.fail(541, 1, { errorClass: 'timeout' })
    expect(history.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
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
  const comments = { bytesMs: 20, contentMs: 600 }

  test('only an open stream of words is judged by its silence', () => {
    const story = (more: { status?: number; text?: string; finished?: boolean; delta?: boolean; stream?: boolean }) => {
      const { status = 200, text = 'Hel', finished = false, delta = true, stream: isStream = true } = more
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: isStream })
      const request = history.request(0, 1, { stream: isStream })
      history.head(0, request, { status })
      if (delta) history.delta(0, 1, 'Hel')
      history.close(600, request, { how: 'client-left', silence: comments, text, finished })
      history.fail(600, 1, { errorClass: 'timeout' })
      return history.verdict(tokenIdleSeesTokens, { declared }).verdict
    }
    expect(story({})).toBe('fail')
    for (const more of [{ status: 503 }, { text: '' }, { finished: true }, { delta: false }, { stream: false }]) {
      expect(story(more), JSON.stringify(more)).toBe('unknown')
    }
  })

  test('a stream that is still open, or of which nobody knows the silence, is not judged', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const request = history.request(0, 1, { stream: true })
    history.head(0, request)
    history.delta(0, 1, 'Hel')
    expect(history.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
    history.close(900, request, { how: 'client-left', text: 'Hel' })
    expect(history.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
  })

  test('a client that left before the limit proves nothing; sockets have their tolerance', () => {
    const verdict = (contentMs: number, toleranceMs = 0) =>
      stream(contentMs, { bytesMs: 20, contentMs }).verdict(tokenIdleSeesTokens, { declared, toleranceMs }).verdict
    expect([verdict(499), verdict(500), verdict(501)]).toEqual(['unknown', 'pass', 'fail'])
    expect([verdict(449, 50), verdict(450, 50), verdict(550, 50), verdict(551, 50)]).toEqual([
      'unknown',
      'pass',
      'pass',
      'fail',
    ])
    const near = stream(600, { bytesMs: 550, contentMs: 600 })
    expect(near.verdict(tokenIdleSeesTokens, { declared, toleranceMs: 50 }).verdict).toBe('unknown')
  })

  test('where no such limit is declared nothing is held against it', () => {
    const only = (timeouts: object) =>
      stream(600, comments, 'byte_idle').verdict(tokenIdleSeesTokens, { declared: { timeouts } })
    expect(only({ byteIdleMs: 20 })).toEqual({ verdict: 'pass', checked: 1 })
    expect(only({ byteIdleMs: 21 }).verdict).toBe('fail')
    expect(only({ tokenIdleMs: 600 })).toEqual({ verdict: 'pass', checked: 1 })
    expect(only({}).verdict).toBe('unknown')
  })

  test('only silence that the client names, of the attempt that it gave up just then, is held against the bytes', () => {
    const bytes = { declared: { timeouts: { byteIdleMs: 300 } } }
    expect(stream(600, comments, 'token_idle').verdict(tokenIdleSeesTokens, bytes).verdict).toBe('unknown')
    expect(stream(600, comments).verdict(tokenIdleSeesTokens, bytes).verdict).toBe('unknown')
    const later = stream(600, comments)
    later.attemptEnd(700, later.attempt(700, 1, 1), 'timeout', { reason: 'byte_idle' })
    expect(later.verdict(tokenIdleSeesTokens, bytes).verdict).toBe('unknown')
  })

  test('a slow reader is judged where its whole answer was there for a while', () => {
    const prompt = slowly((history) => history.fail(80, 1, { errorClass: 'timeout' }))
    expect(prompt.verdict(tokenIdleSeesTokens, { declared, toleranceMs: 50 }).verdict).toBe('unknown')
    const running = slowly(() => {})
    const gone = slowly((history) => {
      history.leave(600, 1)
      history.fail(600, 1, { errorClass: 'timeout' })
    })
    for (const history of [running, gone]) {
      expect(history.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
    }
    const other = slowly((history) => history.fail(600, 1, { errorClass: 'network' }))
    expect(other.verdict(tokenIdleSeesTokens, { declared })).toEqual({ verdict: 'pass', checked: 1 })
  })

  test('nor is one whose answer never came whole', () => {
    const history = new HistoryBuilder()
    history.call(0, 1, { stream: true })
    const request = history.request(0, 1, { stream: true })
    history.delta(0, 1, 'Hel')
    history.close(40, request, { how: 'reset', text: 'Hel' })
    history.resume(600, 1)
    history.fail(600, 1, { errorClass: 'timeout' })
    expect(history.verdict(tokenIdleSeesTokens, { declared }).verdict).toBe('unknown')
  })

  test('the limits on the whole are the attempt’s and the deadline, the call’s own before the declared', () => {
    const verdict = (policy: object, own: number | null = null) => {
      const history = new HistoryBuilder()
      history.call(0, 1, { stream: true, deadlineMs: own })
      const request = history.request(0, 1, { stream: true })
      history.head(0, request)
      history.delta(0, 1, 'Hel')
      history.close(40, request, { finished: true, text: 'Hello' })
      history.resume(600, 1)
      history.fail(600, 1, { errorClass: 'timeout' })
      return history.verdict(tokenIdleSeesTokens, { declared: policy }).verdict
    }
    expect(verdict({ timeouts: {}, deadlineMs: 10_000 })).toBe('unknown')
    expect(verdict({ timeouts: { attemptMs: 601 } })).toBe('fail')
    expect(verdict({ timeouts: { attemptMs: 3_000 }, deadlineMs: 600 })).toBe('unknown')
    expect(verdict({ timeouts: { attemptMs: 3_000 }, deadlineMs: 601 })).toBe('fail')
    expect(verdict({ timeouts: { attemptMs: 3_000 }, deadlineMs: 10_000 }, 600)).toBe('unknown')
  })
})
