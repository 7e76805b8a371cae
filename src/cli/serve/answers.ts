import { textBytes } from '../../protocol/serverSentEvents.ts'
import type { ServerSocket } from '../../upstream/play.ts'

/** Nothing of it may be kept, taken for another type, or shown within a page. */
const guarded = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** A whole answer beside the script. */
export function answerWith(
  socket: ServerSocket,
  status: number,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  socket.head(status, { ...guarded, 'content-length': String(body.length), ...headers })
  socket.data(body)
  socket.end()
}

export function answerJson(
  socket: ServerSocket,
  status: number,
  payload: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = textBytes(`${JSON.stringify(payload, null, 2)}\n`)
  answerWith(socket, status, body, { 'content-type': 'application/json', ...headers })
}

/** An error as clients of a provider know it. */
export function answerError(socket: ServerSocket, status: number, message: string, headers = {}): void {
  answerJson(socket, status, { error: { message, type: 'invalid_request_error', param: null, code: null } }, headers)
}
