import type { AnsweredAfter } from '../../targets/target.ts'

/** What it takes that a scenario's calls are answered, by the scenario's name. */
type Cases = Readonly<Record<string, AnsweredAfter>>

/**
 * The scenarios of the published table, family by family. Each is played on real sockets, is one that clients have been seen
 * to get wrong or could, and is over in some ten seconds for a client with a time limit of a few seconds.
 */
export const conformanceCases = {
  auth: {
    'auth-401': 'fallback',
    'auth-401-everywhere': 'fallback',
    'auth-revoked-midrun': 'fallback',
    'billing-402': 'fallback',
    'billing-429-quota': 'fallback',
    'billing-429-quota-credit-balance': 'fallback',
    'billing-three-dresses-200': 'fallback',
    'billing-three-dresses-429': 'fallback',
    'billing-three-dresses-500': 'fallback',
    '403-balance': 'fallback',
    '403-region': 'fallback',
  },
  'rate-limit': {
    'ra-seconds': 'retries',
    'ra-ms': 'retries',
    'ra-rendering-fractional-seconds': 'retries',
    'ra-rendering-imf-fixdate': 'retries',
    'ra-rendering-rfc850-date': 'retries',
    'ra-rendering-asctime-date': 'retries',
    'ra-rendering-ratelimit': 'retries',
    'ra-rendering-reset-duration': 'retries',
    'ra-garbage-word': 'retries',
    'ra-garbage-negative': 'retries',
    'ra-garbage-iso-date': 'retries',
    'ra-long': 'fallback',
    'overload-429-with-quota-left': 'retries',
    'overload-429-kimi': 'retries',
    'bogus-headers': 'retries',
  },
  'retry-after': {
    'retry-after-huge': 'fallback',
    'retry-after-overflow': 'fallback',
    'retry-after-zero': 'retries',
  },
  'server-error': {
    '503-x2-then-ok': 'retries',
    '503-retry-after': 'retries',
    '502-html': 'retries',
    '524-html': 'retries',
    '529-overloaded': 'retries',
    '408-request-timeout': 'retries',
    'nested-retries': 'fallback',
  },
  'not-success': {
    '200-base-resp': 'fallback',
    '200-base-resp-1004': 'fallback',
    '200-error-object': 'fallback',
    '200-html-login': 'fallback',
    '200-empty-body': 'fallback',
    '200-null-choices': 'fallback',
    '200-truncated-json': 'fallback',
    '200-gzip-truncated': 'fallback',
    'blank-lines-then-json': 'one-attempt',
  },
  stream: {
    'sse-clean-early-end': 'fallback',
    'sse-cut': 'fallback',
    'sse-cut-silent': 'fallback',
    'sse-reset': 'fallback',
    'sse-error-event': 'fallback',
    'sse-error-event-named': 'fallback',
    'sse-error-finish-reason': 'fallback',
    'stream-inband-error': 'fallback',
    'sse-stall': 'fallback',
    'sse-stall-keepalive': 'fallback',
    'json-for-stream': 'fallback',
    'json-for-stream-error': 'fallback',
    'json-for-stream-page': 'fallback',
    'sse-no-done': 'one-attempt',
    'sse-framing-crlf': 'one-attempt',
    'sse-framing-cr': 'one-attempt',
    'sse-framing-bom': 'one-attempt',
    'sse-framing-multi-line': 'one-attempt',
    'sse-framing-comments': 'one-attempt',
    'sse-framing-bytes': 'one-attempt',
    'sse-choices-empty-first': 'one-attempt',
    'sse-choices-null': 'one-attempt',
    'sse-after-done': 'one-attempt',
    'sse-large-event': 'one-attempt',
    'stream-prefirst-fail': 'fallback',
    'stream-no-dup': 'fallback',
    'stream-backpressure': 'one-attempt',
    'stream-backpressure-abort': 'fallback',
  },
  transport: {
    'net-refused': 'fallback',
    'net-reset': 'retries',
    'net-reset-mid-body': 'fallback',
    'net-content-length-short': 'fallback',
    'net-bad-chunk': 'fallback',
    'net-close-delimited-cut': 'fallback',
    'net-close-delimited': 'one-attempt',
    'net-silent': 'fallback',
    'net-drip-headers': 'fallback',
    'net-drip-body': 'fallback',
    'net-stall-mid-body': 'fallback',
    'net-not-http': 'fallback',
    'net-two-lengths': 'fallback',
    'net-connect-timeout': 'fallback',
    'net-stale-keep-alive': 'retries',
    'redirect-other-origin': 'fallback',
    'redirect-other-origin-302': 'fallback',
    'timeout-then-401': 'fallback',
  },
  tls: {
    'tls-expired': 'fallback',
    'tls-self-signed': 'fallback',
    'tls-unknown-authority': 'fallback',
    'tls-wrong-host': 'fallback',
    'tls-plain-http': 'fallback',
    'tls-handshake-reset': 'fallback',
    'tls-handshake-hang': 'fallback',
  },
  cancel: {
    'abort-in-attempt': 'fallback',
    'abort-in-backoff': 'fallback',
    'cancel-in-attempt': 'fallback',
    'cancel-in-backoff': 'fallback',
    'cancel-timeout-signal': 'fallback',
    'stop-early': 'one-attempt',
  },
  request: {
    'param-400': 'fallback',
    'param-422': 'fallback',
    'model-404': 'fallback',
    'content-filter-400': 'fallback',
    'too-large-429-alone': 'fallback',
  },
  retry: {
    'retry-nonretryable-storm': 'fallback',
    'timeout-fresh-per-attempt': 'fallback',
  },
} as const satisfies Readonly<Record<string, Cases>>

const answered: ReadonlyMap<string, AnsweredAfter> = new Map(
  Object.values<Cases>(conformanceCases).flatMap((family) => Object.entries(family)),
)

/** The names of all cases, family by family. */
export const conformanceNames: readonly string[] = [...answered.keys()]

/** What it takes that the calls of a scenario are answered; where nobody has said it, another model. */
export function answeredAfterOf(scenario: string): AnsweredAfter {
  return answered.get(scenario) ?? 'fallback'
}
