import { textBytes } from '../../../protocol/serverSentEvents.ts'
import type { ServerSocket } from '../../play.ts'

/** An answer of the recorder itself, in the shape in which clients look for errors. It is never stored. */
export function answerError(socket: ServerSocket, status: number, message: string): { clientLeft(): void } {
  const body = textBytes(
    JSON.stringify({ error: { message, type: 'brownout_record', param: null, code: 'not_recorded' } }),
  )
  socket.head(status, { 'content-type': 'application/json', 'content-length': String(body.length) })
  socket.data(body)
  socket.end()
  return { clientLeft: () => {} }
}
