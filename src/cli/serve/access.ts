import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingRequest } from '../../upstream/scriptedUpstream.ts'
import { messages } from '../../messages/index.ts'

const words = messages.serve.access

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403
  readonly message: string
}

/** No path that a client of a provider asks for. */
export const controlPath = '/__brownout'

export function isControl({ path }: Pick<IncomingRequest, 'path'>): boolean {
  if (!path.startsWith(controlPath)) return false
  const next = path[controlPath.length]
  return next === undefined || next === '/' || next === '?'
}

export interface Access {
  readonly token: string
  /** Every request needs the token; else only those to the control API do. */
  readonly tokenForAll: boolean
}

/**
 * Who may come in: programs of this machine, and with the token whoever has it. A web page may not, wherever it comes
 * from: what it can send without being asked (a form, an image, `no-cors`) would bend the script of a rehearsal.
 */
export function refusalOf(request: Pick<IncomingRequest, 'path' | 'headers'>, access: Access): Refusal | undefined {
  const control = isControl(request)
  if (isFromPage(request.headers, control)) return { status: 403, message: words.fromPage }
  if (!control && !access.tokenForAll) return undefined
  if (isBearer(request.headers['authorization'], access.token)) return undefined
  return { status: 401, message: control ? words.noToken : words.noTokenForAll }
}

/**
 * Browsers say where a request comes from (Fetch Metadata; pages cannot change it), older ones in `Origin` alone. A
 * proxy of a development server hands on what its own page sent, `same-origin`: to the models it may.
 */
function isFromPage(headers: IncomingRequest['headers'], control: boolean): boolean {
  const site = headers['sec-fetch-site']
  const hasOrigin = headers['origin'] !== undefined
  if (site === undefined) return hasOrigin
  if (site !== 'same-origin' && site !== 'none') return true
  return control && hasOrigin
}

/** In a time that does not tell how much of it was right. */
function isBearer(header: string | string[] | undefined, token: string): boolean {
  const given = typeof header === 'string' ? (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '') : ''
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
