import { answerIn, chatBody, chatHeaders, chatUrl, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

export const axiosRetry = defineReadyTarget({
  name: 'axios-retry',
  doc: 'axios with axios-retry, told to retry a POST as well: first model only, three retries, no streams.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'retries',
  longestCallMs: 4 * readyTimeoutMs + 2_000,
  about: {
    package: 'axios-retry',
    timeoutMs: readyTimeoutMs,
    timeoutOption:
      'axios README, "Request Config": `timeout`, none unless set; axios-retry README: `shouldResetTimeout`',
    configuration:
      '`retries: 3`, `retryDelay: exponentialDelay`, `shouldResetTimeout` (README, "Options"), and as `retryCondition` its ' +
      'own isNetworkError and isRetryableError, as the default retries no POST',
  },
  load: async () => {
    const [{ default: axios }, retrying] = await Promise.all([import('axios'), import('axios-retry')])
    return { axios, retrying }
  },
  open: ({ axios, retrying }, { endpoints: [endpoint] }) => {
    const client = axios.create({ timeout: readyTimeoutMs })
    retrying.default(client, {
      retries: 3,
      retryDelay: retrying.exponentialDelay,
      shouldResetTimeout: true,
      retryCondition: (error) => retrying.isNetworkError(error) || retrying.isRetryableError(error),
    })
    return {
      chat: (call) =>
        outcomeOf(async () => {
          const { data } = await client.post<unknown>(chatUrl(endpoint!), chatBody(endpoint!, call), {
            headers: chatHeaders(endpoint!),
            signal: call.signal,
          })
          return answerIn(data)
        }),
      close: nothingToClose,
    }
  },
})
