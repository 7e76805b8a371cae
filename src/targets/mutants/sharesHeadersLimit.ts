import type { Clock, Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const sharesHeadersLimit = defineMutant({
  name: 'mutant-shares-headers-limit',
  convictedBy: 'time-limits-kept',
  doc: 'Starts the limit on the headers once a call: a second attempt begins with what the first has left of it.',
  source: 'miruamel/xingyu #72: one AbortSignal.timeout for all attempts.',
  open: (setup, open) => {
    const { timeouts } = setup.declared
    const limitMs = timeouts?.headersMs
    return limitMs === undefined ? open(setup) : open({ ...setup, transport: impatient(setup, limitMs) })
  },
})

/** Gives a request up when so much time has passed since the first one of its call. */
function impatient({ transport, clock }: { transport: Transport; clock: Clock }, limitMs: number): Transport {
  const firstMs = new Map<string, number>()
  return {
    send: async (request, options) => {
      const call = String(request.headers['idempotency-key'])
      const dueMs = (firstMs.get(call) ?? clock.now()) + limitMs
      firstMs.set(call, dueMs - limitMs)
      const controller = new AbortController()
      const giveUp = () => controller.abort(new Error('the limit of the call has passed'))
      const timer = clock.timer(Math.max(1, dueMs - clock.now()), giveUp)
      try {
        return await transport.send(request, {
          ...options,
          signal: AbortSignal.any([options.signal, controller.signal]),
        })
      } finally {
        timer.cancel()
      }
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}
