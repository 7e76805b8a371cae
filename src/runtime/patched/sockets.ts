import net, { Socket } from 'node:net'
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { MemoryNetwork } from '../memory/memoryNetwork.ts'
import type { Patch } from './patches.ts'

interface Reach {
  readonly host?: string
  readonly port?: number | string
  readonly path?: string
  readonly socket?: Socket
}

const real = {
  connect: Reflect.get(Socket.prototype, 'connect') as (...args: unknown[]) => Socket,
  connectSecurely: tls.connect as (...args: unknown[]) => TLSSocket,
}

/** Lets every TCP connection of this process go out into `network`; pipes are left alone. */
export function socketPatches(network: MemoryNetwork): Patch[] {
  function connect(this: Socket, ...args: unknown[]): Socket {
    const { options, callback } = connectArguments(args)
    if (options.path !== undefined && options.path !== null) return real.connect.apply(this, args)
    if (callback !== undefined) this.once('connect', callback)
    network.connect(this, options.host ?? 'localhost', Number(options.port))
    return this
  }
  function connectSecurely(...args: unknown[]): TLSSocket {
    const { options, callback } = connectArguments(args)
    if (options.socket !== undefined && options.socket !== null) return real.connectSecurely(...args)
    const socket = net.connect({ host: options.host ?? 'localhost', port: Number(options.port) })
    const secured = real.connectSecurely(
      { ...options, socket } as ConnectionOptions,
      ...(callback === undefined ? [] : [callback]),
    )
    // Whoever is given the connection speaks of it by its own socket.
    socket.on('error', () => {})
    const { timeout } = options as { timeout?: number }
    if (timeout !== undefined && timeout > 0) secured.setTimeout(timeout)
    return secured
  }
  return [
    [Socket.prototype, 'connect', connect],
    [tls, 'connect', connectSecurely],
  ]
}

/** The forms in which `net.connect` and `tls.connect` may be called, Node's own (an array) included. */
function connectArguments(args: readonly unknown[]): { options: Reach; callback: (() => void) | undefined } {
  const given: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args
  const last = given.findLast((one) => typeof one === 'function') as (() => void) | undefined
  const [first, second] = given
  if (typeof first === 'object' && first !== null) return { options: first, callback: last }
  const host = typeof second === 'string' ? { host: second } : {}
  const more = given.find((one, index): one is object => index > 0 && typeof one === 'object' && one !== null)
  return { options: { ...more, ...host, port: first as number }, callback: last }
}
