import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { isLoopback } from '../../runtime/loopback.ts'
import type { Flags } from '../options.ts'

const words = messages.errors.record

type Leave = Pick<Flags, 'live' | 'confirm-live' | 'max-exchanges'>

/**
 * Whether a host is live. Throws a `Problem` if it is and nobody gave leave: the flag itself, a cap, and where no person
 * watches the name of the host. No config and no environment can give it.
 */
export function isLive(
  { host, hostname, protocol }: URL,
  flags: Leave,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const { live, 'confirm-live': confirmed, 'max-exchanges': cap } = flags
  if (confirmed !== undefined && confirmed !== host && confirmed !== hostname)
    throw new Problem('refused', words.otherConfirmed(host, confirmed))
  if (isLoopback(hostname)) return false
  if (protocol !== 'https:') throw new Problem('refused', words.inTheClear(host))
  if (live !== true) throw new Problem('refused', words.notLive(host))
  if (cap === undefined) throw new Problem('refused', words.noCap(host))
  if (!['', '0', 'false', undefined].includes(env['CI']) && confirmed === undefined)
    throw new Problem('refused', words.notConfirmed(host))
  return true
}
