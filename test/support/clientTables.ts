import {
  defaultPolicies,
  errorTable,
  type CircuitBreakerPolicy,
  type RetryPolicy,
  type Spoils,
  type TimeoutPolicy,
} from '../../src/client/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'

type Words<Policy> = Readonly<Record<keyof Policy, string>>

const ofRetry: Words<RetryPolicy> = {
  maxAttemptsPerEndpoint: 'attempts of one call on one endpoint, the first included',
  maxAttemptsPerCall: 'attempts of one call over all endpoints, the first included',
  initialDelayMs: 'backoff with full jitter: the k-th wait is `random() * min(maxDelayMs, initialDelayMs * 2^k)`',
  maxDelayMs: 'the ceiling of that',
  patienceMs: 'a wait that the server asks for is sat out up to here; a longer one sends the call to the next endpoint',
  longestAskedWaitMs: 'with no other endpoint left it is sat out up to here; beyond, the call fails with `retryAtMs`',
  credentialCooldownMs: 'for so long no call of this client uses a key that was refused (401, 402, 403, hard quota)',
}

const ofTimeout: Words<TimeoutPolicy> = {
  connectMs: 'until the connection stands, TLS included',
  headersMs: 'from there to the response’s headers',
  firstTokenMs: 'from there to the first content of a stream; comments do not count',
  byteIdleMs: 'between two pieces of a body; comments count',
  attemptMs: 'for one attempt as a whole',
}

const ofBreaker: Words<CircuitBreakerPolicy> = {
  failureRatio: 'opens at this share of failures …',
  minSamples: '… among at least so many outcomes …',
  windowMs: '… within this window',
  openMs: 'stays open so long, then lets one probe through',
}

const spoilt: Readonly<Record<Spoils, string>> = {
  attempt: 'again on the same endpoint, after a wait; then the next',
  endpoint: 'the next endpoint, at once',
  origin: 'the next endpoint at another host, at once',
  credential: 'the next endpoint with another key, at once',
  call: 'fail',
}

const meanings: Readonly<Record<ErrorClass, string>> = {
  invalid_request: '400, 405, 413, 422: the request itself is wrong',
  auth: '401: the key is not valid',
  permission: '403: the key may not do this',
  not_found: '404: no such model',
  context_length: 'the messages do not fit into the model’s window',
  content_policy: 'a filter refused the messages',
  rate_limited: '429: too many requests or tokens',
  quota_exhausted: '402, or 429 in other words: the money is gone, and no wait brings it back',
  overloaded: '503, 529: the provider is too busy',
  server_error: '500, 502, 504, other 5xx',
  conflict: '409, 425: come again',
  timeout: 'a time limit passed (the reason says which), or 408',
  network: 'refused, reset, unreachable, no such host',
  tls_permanent: 'the certificate is expired, self-signed, for another host …',
  tls_transient: 'the handshake went wrong',
  protocol: 'a 200 that is no answer: cut short, not JSON, empty, without a finish marker',
  unacceptable: 'a whole answer that the caller cannot use',
  aborted: 'the caller gave up',
  circuit_open: 'every circuit that is left is open',
  local_limit: 'the own requests per minute leave no room before the deadline',
  budget: 'the own budget is spent',
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function rowsOf<Policy extends object>(name: string, policy: Policy, words: Words<Policy>): string[][] {
  return Object.entries(policy).map(([option, value]) => [
    `\`${name}\``,
    `\`${option}\``,
    shown(option, Number(value)),
    words[option as keyof Policy],
  ])
}

const shown = (option: string, value: number) =>
  option.endsWith('Ms') ? `${value.toLocaleString('en')} ms` : String(value)

export function defaultsTable(): string {
  const { deadlineMs, retry, timeout, circuitBreaker, rateLimiter } = defaultPolicies
  if (circuitBreaker === null || rateLimiter !== null) throw new Error('the table knows other defaults')
  return table(
    ['policy', 'option', 'default', 'what it does'],
    [
      ['`deadline`', '', shown('deadlineMs', deadlineMs), 'for one call as a whole, whatever happens'],
      ...rowsOf('retry', retry, ofRetry),
      ...rowsOf('timeout', timeout, ofTimeout),
      ...rowsOf('circuitBreaker', circuitBreaker, ofBreaker),
      ['`rateLimiter`', '`rpm`', 'none', 'requests per sliding minute to each endpoint, retries included'],
    ],
  )
}

export function errorsTable(): string {
  const yes = (flag: boolean) => (flag ? 'yes' : '')
  return table(
    ['class', 'what happened', 'what the client does next', 'counts for the breaker', 'may be billed'],
    Object.entries(errorTable).map(([errorClass, { spoils, countsForBreaker, mayBeBilled }]) => [
      `\`${errorClass}\``,
      meanings[errorClass as ErrorClass],
      spoilt[spoils],
      yes(countsForBreaker),
      yes(mayBeBilled),
    ]),
  )
}

/** The page with both tables put in anew. */
export function withClientTables(page: string): string {
  const put = (text: string, name: string, content: string) =>
    text.replace(
      new RegExp(`(<!-- ${name}[^>]*-->\n)[^]*?(<!-- /${name} -->)`),
      (_whole, from: string, to: string) => `${from}\n${content}\n\n${to}`,
    )
  return put(put(page, 'defaults', defaultsTable()), 'errors', errorsTable())
}
