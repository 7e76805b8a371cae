import type { TargetCall, TargetEndpoint } from '../target.ts'
import { chatBody, chatHeaders, chatUrl } from './outcomes.ts'

/** What most code around fetch throws for an answer that is no 2xx. */
class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly status: number
  readonly headers: Headers

  constructor({ status, headers }: Response) {
    super(`the provider answered ${status}`)
    this.status = status
    this.headers = headers
  }
}

/** One attempt, as most people write it. Looks fetch up at each call, so that a patched one is seen. */
export async function askByFetch(endpoint: TargetEndpoint, call: TargetCall, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(chatUrl(endpoint), {
    method: 'POST',
    headers: { ...chatHeaders(endpoint), 'content-type': 'application/json' },
    body: JSON.stringify(chatBody(endpoint, call)),
    signal,
  })
  if (!response.ok) throw new StatusError(response)
  return response.json()
}
