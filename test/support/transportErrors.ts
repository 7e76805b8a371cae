import { expect } from 'vitest'
import { TransportError, type TransportResponse } from '../../src/runtime/index.ts'

/** What a client meets for each way to break a connection, measured on undici 8 with real sockets. */
export const measured = {
  refused: 'connect/refused/ECONNREFUSED, cause: Error ECONNREFUSED connect',
  resetBeforeHeaders: 'headers/reset/ECONNRESET, cause: Error ECONNRESET read',
  resetInBody: 'body/reset/ECONNRESET, cause: Error ECONNRESET read',
  finBeforeHeaders: 'headers/closed/UND_ERR_SOCKET, cause: SocketError UND_ERR_SOCKET',
  finInBody: 'body/closed/UND_ERR_SOCKET, cause: SocketError UND_ERR_SOCKET',
  malformed: 'headers/malformed/HTTPParserError, cause: HTTPParserError',
} as const

/** An error in the same words. */
export function broken(error: unknown): string {
  expect(error).toBeInstanceOf(TransportError)
  const { phase, kind, code, cause } = error as TransportError
  const { name, code: causeCode, syscall } = cause as Error & { code?: string; syscall?: string }
  return `${phase}/${kind}/${code}, cause: ${[name, causeCode, syscall].filter((word) => word !== undefined).join(' ')}`
}

export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  )
}

/** Reads a body to its end or to its error. */
export async function readBody({ body }: TransportResponse): Promise<{ text: string; error?: unknown }> {
  let text = ''
  try {
    for await (const chunk of body) text += Buffer.from(chunk).toString()
    return { text }
  } catch (error) {
    return { text, error }
  }
}
