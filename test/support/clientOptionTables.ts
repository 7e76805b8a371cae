import type {
  BatchOptions,
  BatchSummary,
  CallOptions,
  EndpointOptions,
  EndpointQuota,
  Reply,
} from '../../src/client/index.ts'
import type { ClientEvent } from '../../src/history/index.ts'
import type { ConnectionOptions } from '../../src/runtime/index.ts'

/** A row for every name that the type has, and for no other: `npm run typecheck` holds it. */
type Words<Options> = Readonly<Record<keyof Options, string>>

const ofEndpoint: Words<EndpointOptions> & Words<{ [Name in keyof EndpointQuota as `quota.${Name}`]: never }> = {
  baseURL: 'ends in `/v1` as a rule; `/chat/completions` is put behind its path, before a query (`?api-version=…`)',
  model: 'as the provider calls it',
  apiKey: "the key, or `env('NAME')`; endpoints with the same key die together when it is refused",
  id: 'its name in routes, events and errors; the model unless given, and no two may be the same',
  price: 'USD per million tokens, as decimal strings: `input`, `output`, and `cachedInput`, `cacheWrite`, `reasoning`',
  contextWindow: 'tokens; after `context_length` no endpoint is asked whose window is known to be no larger',
  maxOutputTokens: 'tokens; the worst case of a request without `max_tokens`',
  capabilities: '`tools`, `vision`, `json`: a false keeps requests away that need it; what is left out is tried',
  quota: 'what the provider allows; it goes before the policies `rateLimiter` and `concurrency`',
  'quota.rpm': 'requests per sliding minute',
  'quota.tpm': 'tokens per sliding minute',
  'quota.maxConcurrent': 'attempts in flight',
  headers:
    "sent along with every request there: `{ 'HTTP-Referer': '…', 'X-Title': '…' }`; none that the client writes",
}

const ofCall: Words<CallOptions> = {
  signal: 'aborting ends waits and attempts at once, with `aborted`',
  deadlineMs: 'in place of the policy’s, from now',
  idempotencyKey: 'the same on all attempts of the call, in printable ASCII; made up unless given',
  callId: 'how events name the call; a counter unless given',
  prefer: 'the id of the endpoint to ask first; the others follow as the route says',
  accept: 'in place of the policy’s; never async',
}

const ofReply: Words<Reply> = {
  text: 'the answer',
  reasoning: "what the model thought aloud, where the provider shows it; `''` as a rule",
  toolCalls: 'what the model wants called: `id`, `type`, `function.name`, `function.arguments`; empty as a rule',
  endpoint: 'the id of the endpoint that answered',
  model: 'the name of its model, as the endpoint has it',
  requestId: 'the provider’s id of the request, to quote to its support; null where it gave none',
  finishReason: 'as the provider says: `stop`, `length`, `tool_calls`, …',
  usage: 'tokens as the provider counts; null where it does not say',
  cost: '`usd` and `atMostUsd`: see [Money](#money)',
  attempts: 'every attempt: endpoint, kind, start and end (ms since the call began), failure, usage',
  timings: '`waitedMs`, `connectMs`, `firstContentMs`, `totalMs`',
}

const ofBatch: Words<BatchOptions> = {
  concurrency: 'the most calls under way; 8 unless set. A callback that has not settled still holds its place',
  signal: 'ends the calls under way with `aborted` and begins no more',
  deadlineMs: 'of each call, from its own start',
  onItem: 'called once an item, as it ends; what it throws is kept in the summary and loses nothing',
  stopOn: "error classes after which no call is begun any more: `['budget', 'auth']`",
}

const ofSummary: Words<BatchSummary> = {
  answered: 'calls with a reply',
  failed: 'calls without',
  skipped: 'requests that were not begun; null where nobody knows how many there are',
  usage:
    '`promptTokens`, `completionTokens`, `totalTokens`, and `unknown`: answers without a count, in none of the sums',
  cost: '`usd`, `atMostUsd`; `knownUsd`, a lower bound where `usd` is null; `unknown`, the calls without a known cost',
  models: 'answers per model',
  meanLatencyMs: 'of the answered calls; null without any',
  callbackErrors: 'what `onItem` threw',
  sourceError: 'what the iterable of requests threw; the requests before it were finished',
  items: 'every item, in the order of the requests: a `reply` or an `error`',
}

const ofConnection: Words<ConnectionOptions> = {
  proxy: '`environment` (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) unless set; `none`; or the URL of a proxy',
  certificateAuthority: 'PEM text of authorities to trust: of a company’s proxy or gateway',
  trust: '`added` to those that Node trusts (the default), or `only` them',
  maxConnectionsPerOrigin: 'at a time; 128 unless set, requests beyond wait in line',
  keepAliveMs: 'how long an idle connection is kept where the server does not say; 4,000 unless set',
  keepAliveMaxMs: 'the longest that one is kept because the server says so; 600,000 unless set',
}

const ofEvents: Readonly<Record<ClientEvent['type'], string>> = {
  'operation-started': 'a call begins: `call`, `stream`',
  'attempt-started': '`attempt`, `endpoint`, `model`, `origin`, `kind`: first, retry, fallback or hedge',
  'attempt-ended': '`errorClass`, `reason` and `status`, all null for the attempt that answered',
  'wait-started': '`delayMs`, and `reason`: backoff, asked, limiter, concurrency, retry-budget',
  'operation-ended':
    '`endpoint`, `model`, `errorClass`, `attempts`, `durationMs`, `firstContentMs`, `usage`, `costUsd`, …',
  'breaker-changed': 'a circuit: `from`, `to` (closed, open, half-open)',
  'health-changed': 'what probes find: `healthy`, `reason`',
  'limit-changed': 'adaptive concurrency: `from`, `to`',
  'key-buried': 'a key was refused: no call uses it before `untilMs` (monotonic)',
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const tableOf = (what: string, words: Readonly<Record<string, string>>) =>
  table(
    [what, ''],
    Object.entries(words).map(([name, meaning]) => [`\`${name}\``, meaning]),
  )

/** Every table of names in docs/client.md, by its marker there. */
export function clientOptionTables(): Readonly<Record<string, string>> {
  return {
    endpoint: tableOf('option', ofEndpoint),
    call: tableOf('option', ofCall),
    reply: tableOf('field', ofReply),
    batch: tableOf('option', ofBatch),
    summary: tableOf('field', ofSummary),
    connection: tableOf('option', ofConnection),
    events: tableOf('event', ofEvents),
  }
}
