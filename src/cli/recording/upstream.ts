import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
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
