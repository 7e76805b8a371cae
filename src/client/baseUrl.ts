import { kindOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

/** A base URL as it is meant, and the origin at which it lies. */
export interface CheckedBaseURL {
  readonly base: string
  readonly origin: string
}

/** Those that were given last, as clients are often made anew for the same few places. */
const known = new Map<string, CheckedBaseURL>()
const mostKnown = 100

/**
 * A base URL as it is meant: without blanks around it, without slashes at its end, without the `/chat/completions` that
 * manuals show, and with its query (Azure's `api-version`). Throws a `ClientOptionsError` that names `owner` for what is
 * no http or https URL, and for credentials in it: they would not be sent, but be seen by everybody who prints it.
 */
export function checkedBaseURL(given: unknown, owner: string): CheckedBaseURL {
  const before = typeof given === 'string' ? known.get(given) : undefined
  if (before !== undefined) return before
  if (given instanceof URL) throw new ClientOptionsError(`the baseURL of ${owner} is a URL object: give its href`)
  if (typeof given !== 'string')
    throw new ClientOptionsError(`${owner} has no valid baseURL: it is ${kindOf(given)}, expected https://…/v1`)
  const checked = check(given.trim(), owner)
  if (known.size >= mostKnown) known.clear()
  known.set(given, checked)
  return checked
}

function check(text: string, owner: string): CheckedBaseURL {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null
  if (url === null) throw new ClientOptionsError(`${owner} has no valid baseURL: ${shown(text)}, expected https://…/v1`)
  const { username, password, hash, searchParams, origin } = url
  const hasCredentials = username + password !== '' || Array.from(searchParams).some(isCredential)
  const tooMuch = hasCredentials ? 'credentials' : hash === '' ? undefined : 'a fragment'
  if (tooMuch !== undefined)
    throw new ClientOptionsError(
      `the baseURL of ${owner} has ${tooMuch} in it: leave them out, and give the key as apiKey`,
    )
  const [path = '', ...query] = text.split('?')
  const base = withoutSlashes(withoutSlashes(path).replace(/\/chat\/completions$/, ''))
  return { base: query.length === 0 ? base : `${base}?${query.join('?')}`, origin }
}

/** The address of something below a base URL; the query stays behind it. */
export function addressBelow(baseURL: string, path: `/${string}`): string {
  const at = baseURL.indexOf('?')
  return at === -1 ? baseURL + path : baseURL.slice(0, at) + path + baseURL.slice(at)
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/, '')
}

/** A key in a query ends up in every log on the way. */
function isCredential([name, value]: [string, string]): boolean {
  return /key|token|secret|password|auth|sig/i.test(name) || /^(?:sk|pk|ak)[-_]/i.test(value)
}

/** A place may be shown; what has credentials in it may not, nor what was mistaken for a place: perhaps it is the key. */
function shown(baseURL: string): string {
  const isPlace = /^(?:\w+:\/\/)?[\w.:[\]-]*(?:\/[\w./-]*)?$/.test(baseURL)
  const hasKey = baseURL.split(/[./:[\]]/).some((word) => word.length >= 16 || /^(?:sk|pk|ak)[-_]/i.test(word))
  return isPlace && !hasKey ? JSON.stringify(baseURL) : '(not shown: it looks like a key, or holds one)'
}
