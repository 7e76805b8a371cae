import type { Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const keyStaysHome = defineMutant({
  name: 'mutant-key-stays-home',
  convictedBy: 'key-stays-home',
  doc: 'Follows a redirect to wherever it leads, key and all.',
  source: 'openai-node and undici, before they dropped Authorization on another origin.',
  open: (setup, open) => open({ ...setup, transport: following(setup.transport) }),
})

function following(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      const { location } = response.headers
      if (response.status < 300 || response.status > 399 || typeof location !== 'string') return response
      // A body that nobody touches would hold its connection.
      for await (const _ of response.body);
      return transport.send({ ...request, url: location }, options)
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}
