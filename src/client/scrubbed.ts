import { inspect } from 'node:util'
import { TransportError } from '../runtime/index.ts'
import type { Failure } from './failure.ts'
import type { Secret } from './secret.ts'

/** What a log line bears of a provider's words, in UTF-16 units. */
const longestMessage = 300

/** Long before it is cut at `longestMessage`, a message is cut here: nobody searches megabytes for a key. */
const longestRead = 16_384

/** The failure without the key: providers echo it, and a transport of the application's own may show what it sends. */
export function scrubbed(failure: Failure, secret: Secret): Failure {
  const { message, requestId, cause } = failure
  return {
    ...failure,
    // Cut only when scrubbed, or half a key would stay.
    message: secret.scrub(message.slice(0, longestRead)).slice(0, longestMessage),
    requestId: requestId === null ? null : secret.scrub(requestId),
    ...(cause === undefined ? {} : { cause: scrubbedCause(cause, secret) }),
  }
}

/** The cause as it is; if it shows the key anywhere, what is left of its words. */
function scrubbedCause(cause: unknown, secret: Secret): unknown {
  const shown = shownOf(cause)
  if (secret.scrub(shown) === shown) return cause
  return new Error(secret.scrub(cause instanceof Error ? cause.message : shown.slice(0, longestMessage)))
}

/** All that can be seen of it. A transport's errors are many when a provider is down, and hold plain texts only. */
function shownOf(cause: unknown): string {
  if (!(cause instanceof TransportError)) return inspect(cause, { depth: 6 })
  const texts: string[] = []
  for (let error: unknown = cause; error instanceof Error && texts.length < 50; error = error.cause)
    texts.push(error.message, ...Object.values(error).filter((value) => typeof value === 'string'))
  return texts.join('\n')
}
