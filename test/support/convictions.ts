/** Who fails a scenario, and by which rule: `mutant-…` or a client of the tutorial. */
export type Conviction = readonly [scenario: string, target: string, invariant: string]

/** For every id of the table of real bugs the scenario of that name, and a client that does what the bug did. */
export const realBugs: readonly Conviction[] = [
  ['cancel-in-backoff', 'mutant-abort-is-prompt', 'abort-is-prompt'],
  ['cancel-timeout-signal', 'mutant-retries-dead-signal', 'abort-is-prompt'],
  ['cancel-in-attempt', 'mutant-ignores-abort', 'abort-is-prompt'],
  ['retry-after-zero', 'mutant-zero-means-never', 'answers-as-expected'],
  ['retry-after-huge', 'mutant-sleeps-as-told', 'deadline-kept'],
  ['stream-no-dup', 'mutant-no-attempt-after-first-delta', 'output-from-one-attempt'],
  ['stream-backpressure', 'mutant-loses-unread', 'output-from-one-attempt'],
  ['stream-backpressure-abort', 'mutant-ignores-abort', 'abort-is-prompt'],
  ['leak-loser-open', 'mutant-attempts-closed', 'attempts-closed'],
  ['fallback-loop-auth', 'mutant-retries-unauthorized-once', 'dead-credential-not-reused'],
  ['fallback-cycle', 'mutant-nested-retries', 'attempts-bounded'],
  ['retry-nonretryable-storm', 'mutant-no-retry-after-terminal', 'no-retry-after-terminal'],
  ['retry-amplification', 'mutant-attempt-cap-per-model', 'attempts-bounded'],
  ['fallback-disabled', 'mutant-fallback-as-declared', 'fallback-as-declared'],
  ['stream-prefirst-fail', 'mutant-streams-once', 'answers-as-expected'],
  ['stream-continuation-400', 'mutant-no-attempt-after-first-delta', 'failure-says-why'],
  ['stream-lazy-open', 'mutant-streams-once', 'answers-as-expected'],
  ['cooldown-every-attempt', 'mutant-retry-after-binds-all-calls', 'retry-after-binds-all-calls'],
  ['quota-hard', 'mutant-retries-spent-quota', 'dead-credential-not-reused'],
  ['retry-after-cooldown', 'mutant-retry-after-binds-all-calls', 'retry-after-binds-all-calls'],
  ['allopen-hint', 'mutant-failure-says-why', 'failure-says-why'],
  ['herd-jitter', 'mutant-backoff-in-envelope', 'backoff-in-envelope'],
  ['classify-wrapped-cause', 'mutant-no-retry-after-terminal', 'no-retry-after-terminal'],
  ['stream-stall', 'mutant-every-call-settles', 'every-call-settles'],
  ['stream-inband-error', 'mutant-streams-once', 'answers-as-expected'],
  ['stream-preamble-commit', 'mutant-streams-once', 'answers-as-expected'],
  ['ok-empty', 'mutant-accepts-any-body', 'success-means-complete'],
  ['ok-empty-stream', 'mutant-streams-once', 'answers-as-expected'],
  ['timeout-fresh-per-attempt', 'mutant-shares-time-limit', 'answers-as-expected'],
  ['stream-idle-race', 'mutant-blames-slow-readers', 'answers-as-expected'],
  ['throttle-inflight', 'mutant-concurrency-kept', 'concurrency-kept'],
  ['bulkhead-abort', 'mutant-starves-the-line', 'answers-as-expected'],
  ['leak-listeners', 'mutant-keeps-listeners', 'nothing-left-behind'],
  ['backoff-overflow', 'mutant-backoff-overflows', 'backoff-in-envelope'],
  ['rpm-window', 'mutant-rate-limit-kept', 'rate-limit-kept'],
]

/** Section 4 of the catalogue: status 200 that is no success. */
export const notSuccess: readonly Conviction[] = [
  ...[
    '200-error-object',
    '200-base-resp',
    '200-base-resp-1001',
    '200-base-resp-1002',
    '200-base-resp-1004',
    '200-base-resp-1024',
    '200-html-login',
    '200-empty-body',
    '200-no-choices',
    '200-null-choices',
    '200-truncated-json',
  ].map((name): Conviction => [name, 'mutant-accepts-any-body', 'success-means-complete']),
  ['200-wrong-format', 'mutant-ignores-schema', 'success-means-complete'],
  ['200-wrong-format-field', 'mutant-ignores-schema', 'success-means-complete'],
  ['200-wrong-format-stream', 'mutant-ignores-schema', 'success-means-complete'],
]

/** Section 5: streams. */
export const streams: readonly Conviction[] = [
  ['sse-clean-early-end', 'mutant-success-means-complete', 'success-means-complete'],
  ['sse-no-done', 'mutant-demands-done', 'answers-as-expected'],
  ['sse-cut', 'mutant-no-attempt-after-first-delta', 'no-attempt-after-first-delta'],
  ['sse-cut-early', 'mutant-streams-once', 'answers-as-expected'],
  ['sse-cut-mid-chunk', 'mutant-no-attempt-after-first-delta', 'no-attempt-after-first-delta'],
  ['sse-cut-silent', 'mutant-success-means-complete', 'success-means-complete'],
  ['sse-reset', 'mutant-no-attempt-after-first-delta', 'output-from-one-attempt'],
  ['sse-reset-early', 'mutant-streams-once', 'answers-as-expected'],
  ['sse-error-event', 'mutant-failure-says-why', 'failure-says-why'],
  ['sse-error-event-named', 'mutant-reads-strict-events', 'failure-says-why'],
  ['sse-error-event-named-early', 'mutant-streams-once', 'answers-as-expected'],
  ['sse-error-finish-reason', 'mutant-failure-says-why', 'failure-says-why'],
  ['sse-error-finish-reason-early', 'mutant-streams-once', 'answers-as-expected'],
  ['sse-stall', 'mutant-every-call-settles', 'every-call-settles'],
  ...[
    'cr',
    'crlf',
    'mixed',
    'bom',
    'multi-line',
    'no-space',
    'comments',
    'other-fields',
    'empty-data',
    'heartbeats',
  ].map((form): Conviction => [`sse-framing-${form}`, 'mutant-reads-strict-events', 'answers-as-expected']),
  ['sse-framing-bytes', 'mutant-reads-strict-events', 'success-means-complete'],
  ['json-for-stream-error', 'mutant-accepts-any-body', 'success-means-complete'],
  ['json-for-stream-page', 'mutant-accepts-any-body', 'success-means-complete'],
  ['json-for-stream-empty', 'mutant-accepts-any-body', 'success-means-complete'],
]

/** A client that never tries anything else is the plainest that breaks where another endpoint has to answer. */
const needsAnother = [
  'net-refused',
  'net-reset-at-accept',
  'net-half-close',
  'net-empty-reply',
  'net-fin-mid-headers',
  'net-bad-status-line',
  'net-not-http',
  'net-bad-header',
  'net-bare-line-feed',
  'net-length-and-chunked',
  'net-two-lengths',
  'net-upgrade',
  'net-huge-headers',
  'net-content-length-short',
  'net-bad-chunk',
  'net-chunk-too-long',
  'net-reset-mid-body',
  'net-no-close-notify',
  'dns-nxdomain',
  'dns-servfail',
  'tls-old-protocol',
  'tls-no-shared-cipher',
  'tls-client-certificate',
  'tls-plain-http',
  'tls-handshake-reset',
  'tls-handshake-close',
  'tls-handshake-garbage',
]

/** Section 6: transport, names, TLS, redirects. */
export const transport: readonly Conviction[] = [
  ...needsAnother.map((name): Conviction => [name, 'mutant-answers-as-expected', 'answers-as-expected']),
  ...['net-silent', 'net-drip-headers', 'net-drip-body', 'net-connect-timeout', 'tls-handshake-hang'].map(
    (name): Conviction => [name, 'mutant-no-phase-limits', 'answers-as-expected'],
  ),
  ...['net-content-length-hang', 'net-stall-mid-body'].map((name): Conviction => [
    name,
    'mutant-every-call-settles',
    'answers-as-expected',
  ]),
  ['headers-timeout', 'mutant-no-phase-limits', 'answers-as-expected'],
  ['headers-timeout-everywhere', 'mutant-no-deadline', 'deadline-kept'],
  ['timeout-then-401', 'mutant-attempts-closed', 'attempts-closed'],
  ['net-content-length-long', 'mutant-accepts-any-body', 'success-means-complete'],
  ['net-close-delimited-cut', 'mutant-accepts-any-body', 'success-means-complete'],
  ['net-close-delimited', 'mutant-demands-length', 'answers-as-expected'],
  ['net-reset', 'mutant-asks-once', 'answers-as-expected'],
  ['net-stale-keep-alive', 'mutant-asks-once', 'answers-as-expected'],
  ['net-stale-keep-alive-reset', 'mutant-asks-once', 'answers-as-expected'],
  ...['expired', 'not-yet-valid', 'self-signed', 'unknown-authority', 'missing-intermediate', 'wrong-host'].map(
    (what): Conviction => [`tls-${what}`, 'mutant-permanent-tls-not-retried', 'permanent-tls-not-retried'],
  ),
  ['tls-two-models-one-host', 'mutant-forgets-bad-certificates', 'permanent-tls-not-retried'],
  ...['', '-301', '-302', '-303', '-308'].map((status): Conviction => [
    `redirect-other-origin${status}`,
    'mutant-key-stays-home',
    'key-stays-home',
  ]),
]

/** What none of ours can break, and who can. */
export const brokenElsewhere: Readonly<Record<string, string>> = {
  'net-continue-never': 'our clients never ask for 100 Continue; curl does, and runs against this in CI',
}
