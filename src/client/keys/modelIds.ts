/** More than any provider lists; what comes beyond is left out. */
const mostIds = 2_000

/** In UTF-16 units; a longer one is no model's name. */
const longestId = 200

/**
 * The models that an answer to `GET /models` lists: OpenAI's `{ data: [{ id }] }`, `{ models: [{ id or name }] }`, or a
 * bare list. Undefined if it is no such list: a 200 alone proves nothing.
 */
export function modelIdsIn(document: unknown): string[] | undefined {
  const list = Array.isArray(document) ? document : listIn(document)
  return list?.slice(0, mostIds).flatMap((entry) => {
    const id = idOf(entry)
    return typeof id === 'string' && id !== '' && id.length <= longestId ? [id] : []
  })
}

function listIn(document: unknown): readonly unknown[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined
  const { data, models } = document as { data?: unknown; models?: unknown }
  return [data, models].find((list): list is readonly unknown[] => Array.isArray(list))
}

function idOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry
  const { id, name } = entry as { id?: unknown; name?: unknown }
  return id ?? name
}
