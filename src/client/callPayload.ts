import { kindOf } from './checkNames.ts'
import { ChatError } from './chatError.ts'
import { failureOf } from './failure.ts'
import { ClientOptionsError } from './optionsError.ts'
import { NotSerialisable, Payload } from './payload.ts'
import type { ChatRequest } from './request.ts'

/** A request that cannot be written is the caller's own mistake; no endpoint is to blame for it. */
export function payloadOf(request: ChatRequest, stream: boolean): Payload {
  const { messages, stream: asked }: { messages?: unknown; stream?: unknown } = Object(request)
  if (!Array.isArray(messages))
    throw new ClientOptionsError(
      `the messages of the request are ${kindOf(messages)}, expected { messages: [{ role: 'user', content: '…' }] }`,
    )
  if (asked === true && !stream)
    throw new ClientOptionsError(
      '`stream: true` of the request is not for chat: client.stream(request) gives the words',
    )
  try {
    return new Payload(request, stream)
  } catch (error) {
    if (error instanceof NotSerialisable)
      throw new ChatError(failureOf('invalid_request', 'not_json', error.message), [])
    throw error
  }
}
