import { askByFetch } from './askByFetch.ts'
import { answerIn, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

export const plainFetch = defineReadyTarget({
  name: 'fetch',
  doc: 'The platform’s own fetch and nothing around it: first model only, one attempt, no streams. The baseline.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'one-attempt',
  about: {
    package: 'node',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'MDN, "AbortSignal.timeout()": none unless the caller brings a signal',
    configuration: '`AbortSignal.any` of the caller’s signal and a time-out; what is no 2xx is an error',
  },
  load: () => Promise.resolve(null),
  open: (_library, { endpoints }) => ({
    chat: (call) =>
      outcomeOf(async () => {
        const signal = AbortSignal.any([call.signal, AbortSignal.timeout(readyTimeoutMs)])
        return answerIn(await askByFetch(endpoints[0]!, call, signal))
      }),
    close: nothingToClose,
  }),
})
