import { always, catalogue, first, type OriginScript, type Rule, type Script } from '../../src/faults/index.ts'
import type { Play } from './playTutorial.ts'

export interface TutorialCase extends Play {
  readonly name: string
  /** The upstream keeps the client waiting until its time-out. */
  readonly hangs?: true
  /** The major version since which urllib3 behaves as the port does. */
  readonly urllib3AtLeast?: number
}

const {
  connectionRefused,
  errorInSuccess,
  invalidApiKey,
  invalidJson,
  limitData,
  modelNotFound,
  noHeaders,
  overloaded,
  quotaExhausted,
  rateLimit,
  resetPeer,
  serverError,
  stall,
  status,
  tlsExpired,
  tlsSelfSigned,
  tlsWrongHost,
} = catalogue

const models = ['moonshot-v1-8k', 'deepseek-chat']

/** Both models bend the same way. The preferred one stands last, so that smart_retry has something to move. */
const bent = (...rules: Rule[]): Script => ({ models: Object.fromEntries(models.map((model) => [model, rules])) })
const placed = (origin: Partial<OriginScript>): Script => ({
  ...bent(),
  origins: { gateway: { serves: models, ...origin } },
})

/** What the real Python and the port must both go through, alike. */
export const tutorialCases: readonly TutorialCase[] = [
  { name: 'a good day', script: bent(), startsMs: [0, 0] },
  { name: 'a dead key', script: bent(always(invalidApiKey({}))) },
  { name: 'an unknown model', script: bent(always(modelNotFound({}))) },
  { name: 'an empty account', script: bent(always(quotaExhausted({}))) },
  { name: '429 for ever, Retry-After 2', script: bent(always(rateLimit({ retryAfterSeconds: 2 }))) },
  { name: '429 for ever, Retry-After 0', script: bent(always(rateLimit({ retryAfterSeconds: 0 }))) },
  { name: '429 for ever, Retry-After garbage', script: bent(always(rateLimit({ raw: 'soon' }))) },
  { name: '429 for ever, no Retry-After', script: bent(always(rateLimit({}))) },
  { name: '429 twice, Retry-After 3', script: bent(first(2, rateLimit({ retryAfterSeconds: 3 }))) },
  { name: '413 with Retry-After', script: bent(always(status({ status: 413, retryAfterSeconds: 2 }))) },
  { name: '503 for ever', script: bent(always(overloaded({}))) },
  { name: '503 for ever, Retry-After 2', script: bent(always(status({ status: 503, retryAfterSeconds: 2 }))) },
  { name: '500 once', script: bent(first(1, serverError({}))) },
  { name: '500 for ever', script: bent(always(serverError({}))), startsMs: [0, 0] },
  { name: '504 twice', script: bent(first(2, status({ status: 504 }))) },
  { name: '529 for ever', script: bent(always(status({ status: 529 }))) },
  { name: 'a sign-in page under 200', script: bent(always(invalidJson({ form: 'html' }))) },
  { name: 'an empty body under 200', script: bent(always(invalidJson({ form: 'empty' }))) },
  { name: 'half an object under 200', script: bent(always(invalidJson({ form: 'truncated' }))) },
  { name: 'no choices under 200', script: bent(always(invalidJson({ form: 'noChoices' }))) },
  { name: 'an error under 200', script: bent(always(errorInSuccess({}))) },
  { name: "MiniMax's error under 200", script: bent(always(errorInSuccess({ provider: 'minimax' }))) },
  { name: 'a refused connection', script: placed({ rules: [always(connectionRefused({}))] }) },
  { name: 'a reset before the head', script: bent(first(1, resetPeer({}))) },
  { name: 'a cut body', script: bent(first(1, limitData({ bytes: 20 }))), urllib3AtLeast: 2 },
  { name: 'a reset in the body', script: bent(first(1, resetPeer({ afterBytes: 20 }))) },
  {
    name: 'a cut body under 500',
    script: bent(first(1, limitData({ bytes: 20 })), always(serverError({}))),
    urllib3AtLeast: 2,
  },
  { name: 'no answer, ever', script: bent(always(noHeaders({}))), hangs: true },
  { name: 'no answer, then a dead key', script: bent(first(1, noHeaders({})), always(invalidApiKey({}))), hangs: true },
  { name: 'a body that stalls', script: bent(first(1, stall({ bytes: 20 }))), hangs: true },
  { name: 'connections that time out, then a dead key', script: bent(always(invalidApiKey({}))), connectTimeouts: 4 },
  { name: 'one connection that times out', script: bent(), connectTimeouts: 1 },
  { name: 'connections that time out for ever', script: bent(), connectTimeouts: 99 },
  { name: 'five calls at 2 a minute', script: bent(), rpm: 2, startsMs: [0, 0, 0, 0, 0] },
  { name: '429 at 3 a minute', script: bent(first(2, rateLimit({}))), rpm: 3, startsMs: [0, 0, 0] },
  { name: 'good TLS', script: placed({ tls: true }) },
  { name: 'an expired certificate', script: placed({ tls: true, rules: [always(tlsExpired({}))] }) },
  { name: 'a self-signed certificate', script: placed({ tls: true, rules: [always(tlsSelfSigned({}))] }) },
  { name: 'a certificate of another host', script: placed({ tls: true, rules: [always(tlsWrongHost({}))] }) },
]
