import {
  defaultPolicies,
  errorTable,
  type AimdOptions,
  type BudgetPolicy,
  type CircuitBreakerPolicy,
  type FallbackPolicy,
  type GradientOptions,
  type HealthPolicy,
  type HedgePolicy,
  type RateLimiterPolicy,
  type RetryPolicy,
  type Spoils,
  type TimeoutPolicy,
} from '../../src/client/index.ts'
import { defaultHealth } from '../../src/client/health/healthPolicy.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import { clientOptionTables } from './clientOptionTables.ts'

type Words<Policy, Said = string> = Readonly<Record<keyof Policy, Said>>
type Row = readonly [otherwise: string, what: string]

const ofRetry: Words<RetryPolicy> = {
  maxAttemptsPerEndpoint: 'attempts of one call on one endpoint at most, the first included',
  maxAttemptsPerCall: 'attempts of one call over all endpoints, the first included',
  initialDelayMs: 'backoff with full jitter: the k-th wait is `random() * min(maxDelayMs, initialDelayMs * 2^k)`',
  maxDelayMs: 'the ceiling of that',
  patienceMs:
    'a wait that the server asks for is sat out up to here; a longer one sends the call to the next endpoint, and so do ' +
    'backoffs that could be longer in all while another endpoint is open',
  longestAskedWaitMs: 'with no other endpoint left it is sat out up to here; beyond, the call fails with `retryAtMs`',
  budgetRatio: 'retries and hedges on an endpoint are at most this share of the requests to it …',
  budgetFloorPerSecond: '… and so many per second beside it, over ten seconds; first attempts and fallbacks are free',
  credentialCooldownMs: 'for so long no call of this client uses a key that was refused (401, 402, 403, hard quota)',
}

const ofTimeout: Words<TimeoutPolicy> = {
  connectMs: 'until the TCP connection stands',
  tlsMs: 'from there to the end of the TLS handshake',
  headersMs: 'from there to the response’s headers',
  firstTokenMs: 'from there to the first content of a stream, or the first thought; comments do not count',
  byteIdleMs: 'between two pieces of a body; comments count',
  tokenIdleMs: 'between two pieces of content; comments do not count',
  attemptMs: 'for one attempt as a whole',
  laterAttempts: 'limits that hold from the second attempt on the same endpoint on: patience may grow',
}

const ofBreaker: Words<CircuitBreakerPolicy> = {
  failureRatio: 'opens at this share of failures …',
  minSamples: '… among at least so many outcomes …',
  windowMs: '… within this window',
  openMs: 'stays open so long, then lets one probe through',
  slowCallMs: 'an answer (of a stream: its first content) that takes longer counts as a failure',
}

const ofHealth: Words<HealthPolicy> = {
  everyMs: 'between two probes of one endpoint, give or take 10 %; nothing is probed without `health()`',
  probe: '`models` (free) or `chat` (one token; sees a single dead model)',
  timeoutMs: 'a probe without a whole answer by then has failed',
  failuresToMark: 'failed probes in a row that make an endpoint unhealthy: it is asked last …',
  successesToClear: '… and good ones in a row that make it healthy again',
}

/** Of policies that are off unless given: what holds where an option is left out, and what it does. */
const ofFallback: Words<FallbackPolicy, Row> = {
  contentPolicy: ['fail', '`fallback`: another endpoint is asked when a filter refused the messages'],
  on: ['all', 'the error classes that may send a call on to another endpoint'],
}

const ofRateLimiter: Words<RateLimiterPolicy, Row> = {
  rpm: ['none', 'requests per sliding minute to each endpoint; retries, hedges and chat probes count'],
  tpm: ['none', 'tokens per sliding minute: the prompt (estimated) and `max_tokens`'],
  algorithm: ['sliding-log', '`gcra`: an even pace'],
  burst: ['0', 'of `gcra`: so many requests may go ahead of it'],
  burstTokens: ['a twentieth of `tpm`', 'of `gcra`: so many tokens; give it the largest request at least'],
}

const ofAimd: Words<AimdOptions, Row> = {
  initial: ['needed', 'the limit to begin with'],
  min: ['needed', 'it never falls below'],
  max: ['needed', 'it never rises above'],
  backoffRatio: ['0.9', 'what an overload multiplies it by'],
}

const ofGradient: Words<GradientOptions, Row> = {
  initial: ['needed', 'the limit to begin with'],
  min: ['needed', 'it never falls below'],
  max: ['needed', 'it never rises above'],
  tolerance: ['1.5', 'latency may grow to this multiple of the usual before the limit shrinks'],
  smoothing: ['0.2', 'the share of each new estimate that is taken over'],
  queueSize: ['4', 'how many attempts may queue at the endpoint; or `sqrt` of the limit'],
}

const ofHedge: Words<HedgePolicy, Row> = {
  afterMs: ['none', 'another endpoint is asked too when nothing has come by then'],
  quantile: ['none', 'the same when this share of late answers came sooner; one of the two is needed'],
  maxHedges: ['1', 'further attempts beside the first'],
}

const ofBudget: Words<BudgetPolicy, Row> = {
  usd: ['needed', 'nothing is sent whose worst case would take the client over it'],
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
  not_found: '404: no such model, or no such address; a redirect, which is never followed',
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
  local_limit: 'the own limits (requests, tokens, attempts in flight) leave no room before the deadline',
  budget: 'the own budget does not bear the worst case of any attempt that is left',
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function rowsOf<Policy extends object>(name: string, policy: Policy, words: Words<Policy>): string[][] {
  return Object.entries(policy).map(([option, value]) => [
    `\`${name}\``,
    `\`${option}\``,
    shown(option, value),
    words[option as keyof Policy],
  ])
}

function rowsOfWords(name: string, words: Readonly<Record<string, Row>>): string[][] {
  return Object.entries(words).map(([option, [otherwise, what]]) => [`\`${name}\``, `\`${option}\``, otherwise, what])
}

function shown(option: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || value === Infinity) return 'none'
  return option.endsWith('Ms') ? `${value.toLocaleString('en')} ms` : String(value)
}

export function defaultsTable(): string {
  const { deadlineMs, retry, timeout, circuitBreaker, fallback, accept, ...off } = defaultPolicies
  const areOff = [accept, ...Object.values(off)].every((policy) => policy === null)
  if (circuitBreaker === null || !areOff || fallback.contentPolicy !== 'fail' || fallback.on !== undefined)
    throw new Error('the table knows other defaults')
  return table(
    ['policy', 'option', 'default', 'what it does'],
    [
      ['`deadline`', '', shown('deadlineMs', deadlineMs), 'for one call as a whole, whatever happens'],
      ...rowsOf('retry', retry, ofRetry),
      ...rowsOf('timeout', timeout, ofTimeout),
      ...rowsOf('circuitBreaker', circuitBreaker, ofBreaker),
      ...rowsOfWords('fallback', ofFallback),
      ...rowsOfWords('rateLimiter', ofRateLimiter),
      [
        '`concurrency`',
        '',
        'none',
        'attempts in flight at each endpoint: a number, `aimd({ … })` or `gradient({ … })`',
      ],
      ...rowsOfWords('aimd', ofAimd),
      ...rowsOfWords('gradient', ofGradient),
      ...rowsOfWords('hedge', ofHedge),
      ...rowsOfWords('budget', ofBudget),
      ...rowsOf('health', defaultHealth, ofHealth),
      ['`accept`', '', 'none', 'a predicate or a JSON Schema; what it refuses is `unacceptable`'],
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

/** The page with every table put in anew. */
export function withClientTables(page: string): string {
  const tables = { defaults: defaultsTable(), errors: errorsTable(), ...clientOptionTables() }
  return Object.entries(tables).reduce((text, [name, content]) => {
    const place = new RegExp(`(<!-- ${name}:[^>]*-->\n)[^]*?(<!-- /${name} -->)`)
    if (!place.test(text)) throw new Error(`docs/client.md has no place for the table of ${name}`)
    return text.replace(place, (_whole, from: string, to: string) => `${from}\n${content}\n\n${to}`)
  }, page)
}
