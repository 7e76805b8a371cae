import type { Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

/** Rejects when the signal aborts, and lets the request go on: nobody reads it, nobody closes it. */
function deaf(transport: Transport): Transport {
  return {
    send: (request, options) => {
      const { signal } = options
      const sent = transport.send(request, { ...options, signal: new AbortController().signal })
      return new Promise((resolve, reject) => {
        const onAbort = () => reject(signal.reason as Error)
        signal.addEventListener('abort', onAbort, { once: true })
        sent.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
      })
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}

export const attemptsClosed = defineMutant({
  name: 'mutant-attempts-closed',
  convictedBy: 'attempts-closed',
  doc: 'Gives an attempt up without closing it: the old request goes on beside the new one.',
  source: 'undici PR #4470: the request that timed out was not aborted before the retry.',
  open: (setup, open) => open({ ...setup, transport: deaf(setup.transport) }),
})
