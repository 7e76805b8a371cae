import { expect, test } from 'vitest'
import type { WatchedPhase } from './attemptWatch.ts'
import { passedLimit } from './passedLimit.ts'

const limits = {
  connectMs: 1,
  tlsMs: 2,
  headersMs: 3,
  firstTokenMs: 4,
  byteIdleMs: 5,
  tokenIdleMs: 6,
  attemptMs: 7,
}

test.each<[WatchedPhase, string]>([
  ['connect', 'no connection within 1 ms (timeout.connectMs)'],
  ['tls', 'no TLS handshake within 2 ms (timeout.tlsMs)'],
  ['headers', 'no headers within 3 ms (timeout.headersMs)'],
  ['first_token', 'no first token within 4 ms (timeout.firstTokenMs)'],
  ['byte_idle', 'no bytes of the body within 5 ms (timeout.byteIdleMs)'],
  ['token_idle', 'no further token within 6 ms (timeout.tokenIdleMs)'],
  ['attempt', 'no end of the attempt within 7 ms (timeout.attemptMs)'],
  ['deadline', 'the deadline of 8 ms passed (deadline)'],
])('%s: the limit and its option are named', (phase, message) => {
  expect(passedLimit(phase, limits, 8)).toBe(message)
})
