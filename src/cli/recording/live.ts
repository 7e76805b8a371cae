import { leaveFor, type LiveLeave } from '../../harness/live/leave.ts'
import { messages } from '../../messages/index.ts'
import { isLoopback } from '../../runtime/loopback.ts'
import type { Flags } from '../options.ts'

/** The leave to record a host; null for this machine, for which none is needed. Throws a `Problem` where it was not given. */
export function leaveToRecord(
  upstream: URL,
  flags: Pick<Flags, 'live' | 'confirm-live' | 'max-exchanges'>,
  env: Readonly<Record<string, string | undefined>>,
): LiveLeave | null {
  const { live, 'confirm-live': confirmed, 'max-exchanges': cap } = flags
  const said = { live: isLoopback(upstream.hostname) ? undefined : live, confirmed, isCapped: cap !== undefined }
  return leaveFor(upstream, said, env, messages.errors.live.places.record)
}
