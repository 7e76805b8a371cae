import { answerIn, chatBody, chatHeaders, chatUrl, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

/** `maxTimeout`, unless set: the longest wait between two attempts, whatever was asked for. */
const longestWaitMs = 30_000

export const undiciRetry = defineReadyTarget({
  name: 'undici-retry',
  doc: 'undici.request through a RetryAgent, told to retry a POST as well: first model only, five retries, no streams.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'retries',
  longestCallMs: 6 * (readyTimeoutMs + 500) + 5 * longestWaitMs,
  about: {
    package: 'undici',
    timeoutMs: readyTimeoutMs,
    timeoutOption:
      'docs, "Client": `headersTimeout` and `bodyTimeout` (between two pieces of a body), each 5 minutes unless set, and ' +
      '`connect.timeout`, 10 s unless set',
    configuration: 'defaults, and `methods: [\'POST\']` (docs, "RetryAgent"): unless asked it retries no POST',
  },
  load: () => import('undici'),
  open: ({ Agent, request, RetryAgent }, { endpoints: [endpoint] }) => {
    const limits = { headersTimeout: readyTimeoutMs, bodyTimeout: readyTimeoutMs, connect: { timeout: readyTimeoutMs } }
    const dispatcher = new RetryAgent(new Agent(limits), { methods: ['POST'] })
    return {
      chat: (call) =>
        outcomeOf(async () => {
          const { statusCode, body } = await request(chatUrl(endpoint!), {
            method: 'POST',
            headers: { ...chatHeaders(endpoint!), 'content-type': 'application/json' },
            body: JSON.stringify(chatBody(endpoint!, call)),
            dispatcher,
            signal: call.signal,
          })
          if (statusCode >= 300) {
            await body.dump()
            throw Object.assign(new Error(`the provider answered ${statusCode}`), { statusCode })
          }
          return answerIn(await body.json())
        }),
      close: () => dispatcher.destroy(),
    }
  },
})
