/** What is known of a finding beside its story: why it is so, and whether anybody promised otherwise. */
type Notes = Readonly<Record<string, string>>

const noPromise = 'It never promised that'

/**
 * Of clients that others wrote, each finding was read in its history and held against the source. A rule that is broken
 * without a note here fails `test/explored.test.ts`.
 */
export const notes: Readonly<Record<string, Notes>> = {
  'openai-rules': {
    'retry-after-honoured':
      '`retryRequest` obeys 0 to 60 s of `retry-after-ms` or `retry-after`; whatever is longer gives way to a backoff of 0.4 to 1 s, and what stands in other headers or in the text is not read.',
    'retry-after-binds-all-calls': `${noPromise}: a client of the SDK shares nothing between its calls, so each of them learns of the wait anew.`,
    'dead-credential-not-reused':
      '`shouldRetry` goes by the status: a 429 is tried again, be it `insufficient_quota`, which waiting does not mend.',
    'no-retry-after-terminal':
      '`shouldRetry` goes by the status: a 429 or a 5xx that says that the request can never be served is sent again, unless `x-should-retry: false` stands beside it.',
    'permanent-tls-not-retried':
      'Whatever `fetch` throws counts as a connection error and is tried twice more, a certificate that has expired too.',
    'success-means-complete':
      'Any 2xx is handed on as it came. A stream that ends is over: `finish_reason` is left to the caller of `create()` (the helper `.stream()` looks at it).',
    'output-from-one-attempt':
      'A document in place of a stream holds no event that its decoder knows: the loop ends without a word, and without an error.',
    'answers-as-expected':
      'The counterpart of `success-means-complete`: where nothing can answer, an empty answer is handed on.',
    'idempotency-key-kept': `${noPromise}: its hook for that header (\`idempotencyHeader\`) is left empty.`,
  },
  'aws-standard': {
    'retry-after-honoured':
      '`refreshRetryTokenForRetry` waits at most 5 s longer than its backoff, whatever Retry-After asks for.',
    'retry-after-binds-all-calls': `${noPromise}: what binds all calls of a client is the quota of retries, not a wait.`,
    'dead-credential-not-reused':
      'The loop around the SDK asks the next model with the same key; and a 429 is throttling, be it a spent quota.',
    'no-retry-after-terminal': 'A 429 or a 5xx is tried again, whatever its body says.',
    'permanent-tls-not-retried':
      'The SDK itself gives a bad certificate up at once; the loop around it asks the next model at the same place.',
    'success-means-complete': 'Any 2xx that is JSON is an output; an empty text is one too.',
    'idempotency-key-kept': `${noPromise}: \`amz-sdk-invocation-id\` names a call towards AWS, and no other service.`,
    'every-call-settles': 'Neither the SDK nor its HTTP handler has a time limit by default: who hangs is waited for.',
  },
}
