import { hostname, networkInterfaces } from 'node:os'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { freshToken } from '../../runtime/index.ts'
import type { Flags } from '../options.ts'
import type { Io } from '../io.ts'
import type { Access } from './access.ts'

const words = messages.errors.serve

/** Where to listen, and as whom the client then knows it. */
export interface Place {
  readonly host: string
  /** How a Host header may call it beside the loopback names; undefined on loopback. */
  readonly hostNames: readonly string[] | undefined
}

const loopback = ['127.0.0.1', '::1', 'localhost']
const wildcards = ['0.0.0.0', '::']
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:)[\da-f:.]+)$/i

/** Throws a `Problem` for what is no address, or open to others without a token. */
export function placeOf({ host = '127.0.0.1', token }: Flags): Place {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  if (loopback.includes(bare)) return { host: bare, hostNames: undefined }
  if (!address.test(bare)) throw new Problem('usage', words.noAddress(host, 'it is no IP address'))
  if (token !== true) throw new Problem('usage', words.hostNeedsToken(host))
  const reached = wildcards.includes(bare) ? [hostname(), ...ownAddresses()] : [bare]
  return { host: bare, hostNames: reached.map((name) => (name.includes(':') ? `[${name}]` : name).toLowerCase()) }
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((found = []) => found.map((one) => one.address))
}

/** For people: what listens everywhere is here, too. */
export function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

/** A secret has no place on a command line, where every user of the machine can read it. */
const tokenVariable = 'BROWNOUT_TOKEN'

/** Throws a `Problem` for a token that others could guess. */
export function accessOf({ token: tokenForAll = false }: Flags, env: Io['env']): Access & { readonly isOwn: boolean } {
  const own = env[tokenVariable] ?? ''
  if (own === '') return { token: freshToken(), tokenForAll, isOwn: false }
  if (!/^[\w-]{16,200}$/.test(own)) throw new Problem('usage', words.weakToken(tokenVariable))
  return { token: own, tokenForAll, isOwn: true }
}
