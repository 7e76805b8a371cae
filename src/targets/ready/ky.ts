import { answerIn, chatBody, chatHeaders, chatUrl, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

export const ky = defineReadyTarget({
  name: 'ky',
  doc: 'ky, told to retry a POST as well: first model only, two retries, no streams.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'retries',
  longestCallMs: 6 * readyTimeoutMs,
  about: {
    package: 'ky',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'readme, "timeout": of each attempt up to the answer, and again for its body; 10 s unless set',
    configuration: 'defaults, and `retry: { methods: [\'post\'] }` (readme, "retry"): unless asked it retries no POST',
  },
  load: async () => (await import('ky')).default,
  open: (client, { endpoints: [endpoint] }) => ({
    chat: (call) =>
      outcomeOf(async () =>
        answerIn(
          await client
            .post(chatUrl(endpoint!), {
              headers: chatHeaders(endpoint!),
              json: chatBody(endpoint!, call),
              retry: { methods: ['post'] },
              timeout: readyTimeoutMs,
              signal: call.signal,
            })
            .json(),
        ),
      ),
    close: nothingToClose,
  }),
})
