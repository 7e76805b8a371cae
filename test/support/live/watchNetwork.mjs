// Loaded before everything else (`node --import`): what of this process would leave the machine is taken down, and goes
// nowhere. Names are looked up by nobody, and sockets to other addresses than loopback fail.
import dns from 'node:dns'
import net from 'node:net'
import dgram from 'node:dgram'
import { syncBuiltinESMExports } from 'node:module'

const attempts = []
globalThis.networkAttempts = attempts

const isHere = (host) => host === undefined || /^(localhost|127(\.\d+){3}|::1|)$/.test(host)
const refused = (host) => Object.assign(new Error(`watched: ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })

const lookup = dns.lookup
dns.lookup = (host, ...rest) => {
  if (isHere(host)) return lookup(host, ...rest)
  attempts.push(`look-up of ${host}`)
  process.nextTick(rest.at(-1), refused(host))
}
dns.promises.lookup = (host) => (attempts.push(`look-up of ${host}`), Promise.reject(refused(host)))

const connect = Reflect.get(net.Socket.prototype, 'connect')
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  const host = typeof options === 'object' && options !== null ? options.host : args[1]
  const isPath = typeof options === 'object' && options !== null && options.path !== undefined
  if (isPath || isHere(host) || options?.lookup !== undefined) return connect.apply(this, args)
  if (net.isIP(host) === 0) return connect.apply(this, args)
  attempts.push(`connection to ${host}`)
  process.nextTick(() => this.destroy(refused(host)))
  return this
}

const send = Reflect.get(dgram.Socket.prototype, 'send')
dgram.Socket.prototype.send = function (...args) {
  attempts.push('datagram')
  return send.apply(this, args)
}
syncBuiltinESMExports()
