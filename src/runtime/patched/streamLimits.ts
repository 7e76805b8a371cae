import http2 from 'node:http2'
import { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { LentTimeout } from './lentTimeout.ts'
import type { Patch } from './patches.ts'

type SetTimeout = (this: Limited, limitMs: number, callback?: () => void) => unknown
type Fire = (...values: unknown[]) => void
type Limited = Record<symbol, unknown>
type RealTimeout = NodeJS.Timeout & {
  readonly _onTimeout: Fire | null
  readonly _idleTimeout: number
  readonly _timerArgs?: readonly unknown[]
}

const realClear = clearTimeout
const Timeout = setTimeout(() => {}, 0).constructor as new () => RealTimeout

/** Sockets, and the sessions and streams of HTTP/2, keep their time limit in the same place: this one. */
const place = placeOfLimit()

/** What has a `setTimeout` of its own, by timers that nobody can reach from outside. */
export function streamLimitPatches(): Patch[] {
  const owners = [Socket.prototype, ...http2Prototypes()]
  return owners.map((owner) => [owner, 'setTimeout', limitedBy(Reflect.get(owner, 'setTimeout') as SetTimeout)])
}

/** Lets Node set the limit, and puts one on the lent clock in its place: all else that Node does with it goes on. */
function limitedBy(real: SetTimeout): SetTimeout {
  return function setTimeout(limitMs, callback) {
    const before = this[place]
    if (before instanceof LentTimeout) {
      before.close()
      this[place] = null
    }
    const returned = real.call(this, limitMs, callback)
    const set = this[place]
    if (set instanceof Timeout && set._onTimeout !== null) {
      const { _idleTimeout: delayMs, _timerArgs: values = [] } = set
      const fire = Reflect.get(set, '_onTimeout') as Fire
      realClear(set)
      this[place] = new LentTimeout(fire, delayMs, false, values)
    }
    return returned
  }
}

function placeOfLimit(): symbol {
  const socket = new Socket()
  socket.setTimeout(1)
  const values = socket as unknown as Record<symbol, unknown>
  const found = Object.getOwnPropertySymbols(socket).find((symbol) => values[symbol] instanceof Timeout)
  socket.destroy()
  if (found === undefined) throw new Error(`sockets of Node ${process.versions.node} keep their time limit elsewhere`)
  return found
}

let foundPrototypes: object[] | undefined

/** Node shows them only in what is made of them. */
function http2Prototypes(): object[] {
  if (foundPrototypes !== undefined) return foundPrototypes
  const nowhere = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() })
  const session = http2.connect('http://localhost', { createConnection: () => nowhere })
  session.on('error', () => {})
  const stream = session.request({ ':path': '/' })
  stream.on('error', () => {})
  foundPrototypes = [ownerOfLimit(session), ownerOfLimit(stream)]
  session.destroy()
  return foundPrototypes
}

function ownerOfLimit(of: object): object {
  for (let owner: object | null = of; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    if (Object.hasOwn(owner, 'setTimeout')) return owner
  }
  throw new Error(`Node ${process.versions.node} gives HTTP/2 no time limits`)
}
