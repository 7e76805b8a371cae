import { textBytes } from '../../../protocol/serverSentEvents.ts'
import type { Intercept } from '../../../upstream/wire/wireOrigin.ts'

const body = textBytes(
  JSON.stringify({ error: { message: 'this proxy is for one benchmark', type: 'invalid_request_error', param: null } }),
)

/** Answers 401 to whoever has none of the keys that were made for this run; nobody asks the provider for them. */
export function refuseStrangers(keys: ReadonlySet<string>): Intercept {
  return ({ headers }, socket) => {
    const [, key = ''] = /^Bearer (\S+)\s*$/.exec([headers['authorization'] ?? ''].flat()[0] ?? '') ?? []
    if (keys.has(key)) return undefined
    socket.head(401, { 'content-type': 'application/json', 'content-length': String(body.length) })
    socket.data(body)
    socket.end()
    return { clientLeft: () => {} }
  }
}
