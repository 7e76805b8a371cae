import { kindOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

/** What the client says itself, or the connection needs. */
const own: readonly string[] = [
  'authorization',
  'content-type',
  'content-length',
  'accept',
  'accept-encoding',
  'idempotency-key',
  'host',
  'connection',
  'transfer-encoding',
  'expect',
  'upgrade',
  'keep-alive',
  'proxy-authorization',
]
/** Some firewalls turn away who does not say what it is (AWS WAF: NoUserAgent_HEADER). An application may say its own. */
const userAgent = 'brownout/0.1.0'
const ownAlone: Readonly<Record<string, string>> = Object.freeze({ 'user-agent': userAgent })

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const fieldValue = /^[\x20-\x7e]*$/

/** Headers in small letters, with a `user-agent` where none is given. Throws a `ClientOptionsError` for what cannot be one; it shows no value: it may be a key. */
export function headersFrom(given: unknown, owner: string): Readonly<Record<string, string>> {
  const where = `headers of ${owner}`
  if (given === undefined) return ownAlone
  if (typeof given !== 'object' || given === null || Array.isArray(given) || given instanceof Headers)
    throw new ClientOptionsError(`the ${where} are ${kindOf(given)}, expected a plain object: { 'x-title': 'My app' }`)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries<unknown>({ ...given })) {
    const small = name.toLowerCase()
    const wrong = problemOf(small, value) ?? (Object.hasOwn(headers, small) ? 'stands there twice' : undefined)
    if (wrong !== undefined) throw new ClientOptionsError(`${JSON.stringify(name)} in the ${where} ${wrong}`)
    headers[small] = value as string
  }
  return { 'user-agent': userAgent, ...headers }
}

function problemOf(name: string, value: unknown): string | undefined {
  if (!token.test(name)) return 'is no name of a header'
  if (name === 'authorization') return 'is written by the client: give the key as apiKey'
  if (own.includes(name)) return 'is written by the client: leave it out'
  if (typeof value !== 'string') return `is ${kindOf(value)}, expected a string`
  return fieldValue.test(value) ? undefined : 'holds what no header can carry: only printable ASCII can be sent'
}

/** A header with such a name is a second key: of a gateway in between, of a session. */
const secretName = /key|token|auth|secret|password|credential|cookie|session/

/** The values that nobody may see; a short one is no secret, and would be found everywhere. */
export function secretsAmong(headers: Readonly<Record<string, string>>): readonly string[] {
  if (headers === ownAlone) return []
  return Object.entries(headers).flatMap(([name, value]) => (secretName.test(name) && value.length >= 8 ? [value] : []))
}
