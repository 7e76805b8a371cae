import { ClientOptionsError } from './optionsError.ts'

/**
 * The base URL without the slashes at its end. Throws a `ClientOptionsError` that names `owner` for what is no http or
 * https URL, and for one with more to it than a place: a path cannot follow a query, and credentials in it would not be
 * sent, but be seen by everybody who prints it.
 */
export function checkedBaseURL(baseURL: string, owner: string): string {
  const url = URL.parse(baseURL)
  if (url === null || !/^https?:\/\//i.test(baseURL))
    throw new ClientOptionsError(`${owner} has no valid baseURL: ${shown(baseURL)}, expected https://…/v1`)
  const { username, password, search, hash } = url
  const tooMuch =
    username + password === '' ? (search + hash === '' ? undefined : 'a query or fragment') : 'credentials'
  if (tooMuch !== undefined)
    throw new ClientOptionsError(
      `the baseURL of ${owner} has ${tooMuch} in it: leave them out, and give the key as apiKey`,
    )
  return baseURL.replace(/\/+$/, '')
}

/** A place may be shown; what has credentials in it may not, nor what was mistaken for a place: perhaps it is the key. */
function shown(baseURL: unknown): string {
  if (typeof baseURL !== 'string') return String(baseURL)
  const isPlace = /^(?:\w+:\/\/)?[\w.:[\]-]*(?:\/[\w./-]*)?$/.test(baseURL)
  const hasKey = baseURL.split(/[./:[\]]/).some((word) => word.length >= 16 || /^(?:sk|pk|ak)[-_]/i.test(word))
  return isPlace && !hasKey ? JSON.stringify(baseURL) : '(not shown: it looks like a key, or holds one)'
}
