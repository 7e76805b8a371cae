import type { Transport, TransportRequest } from '../../runtime/index.ts'

/** A network on which every request is sent as `bend` has it. */
export function bending(transport: Transport, bend: (request: TransportRequest) => TransportRequest): Transport {
  return {
    send: (request, options) => transport.send(bend(request), options),
    busySockets: () => transport.busySockets(),
    close: () => transport.close(),
  }
}
