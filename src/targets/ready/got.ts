import { answerIn, chatBody, chatHeaders, chatUrl, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

/** Unless set it is the time-out, and a rehearsal's is shorter than any honest wait. */
const longestAskedWaitMs = 60_000

export const got = defineReadyTarget({
  name: 'got',
  doc: 'got, told to retry a POST as well: first model only, two retries, no streams.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'retries',
  longestCallMs: 3 * readyTimeoutMs + 3_500,
  about: {
    package: 'got',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'documentation, "Timeout options": `timeout.request`, of each attempt; none unless set',
    configuration:
      'defaults, and `retry.methods: [\'POST\']` (documentation, "Retry API"): unless asked it retries no POST; ' +
      '`retry.maxRetryAfter` of a minute, as it would be the time-out, which is short here',
  },
  load: async () => (await import('got')).default,
  open: (client, { endpoints: [endpoint] }) => ({
    chat: (call) =>
      outcomeOf(async () =>
        answerIn(
          await client
            .post(chatUrl(endpoint!), {
              headers: chatHeaders(endpoint!),
              json: chatBody(endpoint!, call),
              retry: { methods: ['POST'], maxRetryAfter: longestAskedWaitMs },
              timeout: { request: readyTimeoutMs },
              signal: call.signal,
            })
            .json(),
        ),
      ),
    close: nothingToClose,
  }),
})
