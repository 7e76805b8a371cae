/**
 * Loaded into the gateway's process before the gateway: it then listens on this machine alone, trusts the authorities of a
 * rehearsal, and ends when whoever started it is gone. Of the gateway itself nothing is changed.
 */
import { Server, type ListenOptions } from 'node:net'
import tls from 'node:tls'

// oxlint-disable-next-line typescript/unbound-method -- it is called with the server that it belongs to.
const listen = Server.prototype.listen as (this: Server, options: ListenOptions, ...rest: unknown[]) => Server

Server.prototype.listen = function (this: Server, port: unknown, ...rest: unknown[]) {
  const listening = rest.findLast((one) => typeof one === 'function')
  const options = typeof port === 'object' && port !== null ? port : { port: Number(port) }
  return listen.call(this, { ...options, host: '127.0.0.1' }, ...(listening === undefined ? [] : [listening]))
} as typeof Server.prototype.listen

process.on('message', (certificateAuthority: string) => {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificateAuthority])
  process.send!('trusted')
})

process.on('disconnect', () => process.exit())
