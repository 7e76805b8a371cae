/** What is forwarded: these paths below the base URL, with these methods, and nothing else. */
const places = new Map<string, 'GET' | 'POST'>([
  ['/chat/completions', 'POST'],
  ['/models', 'GET'],
])

export type Place =
  | { readonly method: 'GET' | 'POST'; readonly path: string; readonly query: string }
  | { readonly refused: 404 | 405; readonly why: string }

/** Where a request leads; `basePath` is the base URL's, without a slash at its end. */
export function placeOf(basePath: string, method: string, target: string): Place {
  const [path = '', ...more] = target.split('?')
  const below = path.startsWith(basePath) ? path.slice(basePath.length) : ''
  const wanted = places.get(below)
  if (wanted === undefined)
    return { refused: 404, why: `only ${[...places.keys()].map((each) => basePath + each).join(' and ')} are recorded` }
  if (wanted !== method) return { refused: 405, why: `use ${wanted} for ${basePath}${below}` }
  return { method: wanted, path: below, query: more.length === 0 ? '' : `?${more.join('?')}` }
}
