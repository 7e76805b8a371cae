import type { Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const oneRetryingLayer = defineMutant({
  name: 'mutant-one-retrying-layer',
  convictedBy: 'one-retrying-layer',
  doc: 'Leaves the retries of its HTTP library on: what the server refused with 5xx is sent twice, and counted once.',
  source: 'The tutorial’s urllib3 `Retry` under its own loop; undici’s retry handler under a client that retries.',
  open: (setup, open) => open({ ...setup, transport: retrying(setup.transport) }),
})

function retrying(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      if (response.status < 500) return response
      // A body that nobody touches would hold its connection.
      for await (const _ of response.body);
      return transport.send(request, options)
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}
