import { kindOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

/**
 * A base URL as it is meant: without blanks around it, without slashes at its end, without the `/chat/completions` that
 * manuals show, and with its query (Azure's `api-version`). Throws a `ClientOptionsError` that shows no password.
 */
export function checkedBaseURL(given: unknown, owner: string): string {
  if (given instanceof URL) throw new ClientOptionsError(`the baseURL of ${owner} is a URL object: give its href`)
  if (typeof given !== 'string')
    throw new ClientOptionsError(`${owner} has no valid baseURL: it is ${kindOf(given)}, expected https://…/v1`)
  const text = given.trim()
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null
  if (url === null) throw new ClientOptionsError(`${owner} has no valid baseURL: ${shown(text)}, expected https://…/v1`)
  if (url.username !== '' || url.password !== '')
    throw new ClientOptionsError(
      `the baseURL of ${owner} holds a user name or a password before ${url.host}: leave it out, and give the key as apiKey`,
    )
  if (text.includes('#'))
    throw new ClientOptionsError(`the baseURL of ${owner} has a fragment (#…), which no server sees: leave it out`)
  const [path = '', ...query] = text.split('?')
  const base = withoutSlashes(withoutSlashes(path).replace(/\/chat\/completions$/, ''))
  return query.length === 0 ? base : `${base}?${query.join('?')}`
}

/** The address of something below a base URL; the query stays behind it. */
export function addressBelow(baseURL: string, path: `/${string}`): string {
  const at = baseURL.indexOf('?')
  return at === -1 ? baseURL + path : baseURL.slice(0, at) + path + baseURL.slice(at)
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/, '')
}

/** What may hold a password or a key is not shown: it stands in the wrong place. */
function shown(text: string): string {
  return /[@?]|^(?:sk|gsk|xai)[-_]/.test(text) ? '(not shown: it may hold a secret)' : JSON.stringify(text)
}
