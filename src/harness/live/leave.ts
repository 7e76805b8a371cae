import { messages, type LivePlace } from '../../messages/index.ts'
import { isLoopback } from '../../runtime/loopback.ts'
import { Problem } from '../problem.ts'

const words = messages.errors.live

/** What was said on the command line about a host, and where it was said. */
export interface HostFlags {
  /** The literal flag. Nothing else may set it: no config, no environment. */
  readonly live: boolean | undefined
  readonly confirmed: string | undefined
  /** A cap was given. */
  readonly isCapped: boolean
}

/** Set by the class itself, whose constructor is nobody else's. */
let give: (origin: string) => LiveLeave

/**
 * The leave to send requests to one origin that is not this machine. Only `leaveFor` makes one, and the network beyond
 * loopback opens for nothing else.
 */
export class LiveLeave {
  readonly #origin: string

  private constructor(origin: string) {
    this.#origin = origin
    Object.freeze(this)
  }

  /** Throws an `Error`, which would be a bug of ours, for anything that `leaveFor` has not made. */
  static originOf(leave: LiveLeave): string {
    if (typeof leave === 'object' && leave !== null && #origin in leave) return leave.#origin
    throw new Error('the network beyond this machine opens for a leave alone, and this is none')
  }

  static {
    give = (origin) => new LiveLeave(origin)
  }
}

/**
 * The leave for the host of `url`; null for this machine itself, unless `--live` was given. Throws a `Problem` where
 * leave is needed and was not given: the flag itself, a cap, and where no person watches, the name of the host.
 */
export function leaveFor(
  url: URL,
  { live, confirmed, isCapped }: HostFlags,
  env: Readonly<Record<string, string | undefined>>,
  place: LivePlace,
): LiveLeave | null {
  const { host, hostname, protocol, origin } = url
  const refuse = (text: ReturnType<typeof words.notLive>) => new Problem('refused', text)
  if (confirmed !== undefined && confirmed !== host && confirmed !== hostname)
    throw refuse(words.otherConfirmed(host, confirmed, place))
  if (isLoopback(hostname) && live !== true) return null
  if (!isLoopback(hostname) && protocol !== 'https:') throw refuse(words.inTheClear(host, place))
  if (live !== true) throw refuse(words.notLive(host, place))
  if (!isCapped) throw refuse(words.noCap(host, place))
  if (isContinuousIntegration(env) && confirmed === undefined) throw refuse(words.notConfirmed(host, place))
  return give(origin)
}

function isContinuousIntegration(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false', undefined].includes(env['CI'])
}
