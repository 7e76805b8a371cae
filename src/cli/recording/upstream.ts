import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { TransportOptionsError, UndiciTransport } from '../../runtime/index.ts'
import type { Flags } from '../options.ts'

const problems = messages.errors.record

/** The URL is never repeated in a problem: a key may stand in it. */
export function upstreamOf({ upstream }: Flags): URL {
  if (upstream === undefined) throw new Problem('usage', problems.noUpstream())
  const url = URL.parse(upstream)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new Problem('usage', problems.noUrl())
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Problem('usage', problems.urlWithSecrets())
  if (/\/(chat\/completions|models)\/*$/.test(url.pathname)) throw new Problem('usage', problems.urlOfPath())
  return url
}

/** The way to the upstream: its certificate is verified, always. Throws a `Problem`. */
export function transportTo(live: boolean, ca: string | undefined, cwd: string): UndiciTransport {
  const certificateAuthority = ca === undefined ? undefined : authorityIn(resolve(cwd, ca), ca)
  try {
    return new UndiciTransport({
      // What is not live stays on this machine, whatever a name resolves to and whatever proxy is set.
      loopbackOnly: !live,
      proxy: live ? 'environment' : 'none',
      ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
    })
  } catch (error) {
    if (!(error instanceof TransportOptionsError)) throw error
    const text = ca === undefined ? problems.noTransport(error.message) : problems.noAuthority(ca, error.message)
    throw new Problem('usage', text, { cause: error })
  }
}

function authorityIn(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    throw new Problem('usage', problems.noAuthority(shown, `the system said ${code}`), { cause: error })
  }
}
