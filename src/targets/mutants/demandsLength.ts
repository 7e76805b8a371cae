import { TransportError, type Transport } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

export const demandsLength = defineMutant({
  name: 'mutant-demands-length',
  convictedBy: 'answers-as-expected',
  doc: 'Takes a document whose length nobody declares for one that was cut.',
  source: 'RFC 9112 section 6.3, rule 8: it lasts until the connection closes; HTTP/1.0 servers and proxies do that.',
  open: (setup, open) => open({ ...setup, transport: withLengthOnly(setup.transport) }),
})

function withLengthOnly(transport: Transport): Transport {
  return {
    send: async (request, options) => {
      const response = await transport.send(request, options)
      const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = response.headers
      if (!String(type).includes('json') || (length ?? coding) !== undefined) return response
      for await (const _ of response.body);
      throw new TransportError('body', 'closed', 'UND_ERR_SOCKET', new Error('no length'))
    },
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}
