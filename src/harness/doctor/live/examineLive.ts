import { messages } from '../../../messages/index.ts'
import { proxyChoice } from '../../../runtime/proxy.ts'
import type { Clock, Transport } from '../../../runtime/index.ts'
import { isLoopback } from '../../../runtime/loopback.ts'
import { liveKey, type KeySources } from '../../bench/live/liveKey.ts'
import { Problem } from '../../problem.ts'
import type { Finding } from '../finding.ts'
import { tryKey } from './tryKey.ts'
import { tryWay } from './tryWay.ts'

const words = messages.doctor.live

export interface LiveExamination {
  readonly url: URL
  readonly key: KeySources
  /** Ids that a benchmark would ask for. */
  readonly models: readonly string[]
  /** From `openNetwork`, by leave. */
  readonly transport: Transport
  readonly clock: Clock
}

/**
 * The way to a provider first, without the key; then the key, over a way on which somebody proved who they are. Two
 * requests for the list of models, which nobody bills.
 */
export async function examineLive(
  { url, key: sources, models, transport, clock }: LiveExamination,
  onFinding: (finding: Finding) => void,
): Promise<void> {
  const today = new Date(clock.epochMs()).toISOString().slice(0, 10)
  const way = { host: url.host, proxy: proxyFor(url, sources.env), today }
  const { reached, findings } = await tryWay(url, way, { transport, clock })
  findings.forEach(onFinding)
  try {
    const key = await liveKey(url, sources)
    if (!reached) onFinding({ check: 'key', state: 'note', text: words.notSent, fix: words.fixNotSent })
    else (await tryKey(url.href.replace(/\/+$/, ''), key, models, { transport, clock })).forEach(onFinding)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    onFinding({ check: 'key', state: 'broken', text: words.noKey(error.text.what), fix: error.text.mend })
  }
}

/** As the network chooses it: this machine is reached without. */
function proxyFor(url: URL, env: KeySources['env']): string | undefined {
  return isLoopback(url.hostname) ? undefined : proxyChoice({ proxy: 'environment' }, env)(url)?.origin
}
