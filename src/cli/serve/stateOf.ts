import { provenance } from '../../harness/provenance.ts'
import type { ServedUpstream } from './servedUpstream.ts'

/** What a program may know of a running upstream; times in ms. */
export function stateOf(served: ServedUpstream) {
  const { serving, seed, elapsedMs, history, log, sinceSeq } = served
  return {
    schema: 'brownout/serve/1',
    version: provenance().version,
    /** Null for the healthy upstream and for a script that was put. */
    name: serving.name,
    seed,
    /** Since the script began. */
    elapsedMs: Math.round(elapsedMs),
    origins: served.origins(),
    connections: served.openConnections(),
    /** Since the start, whatever the script: open, and over by the status that was answered. */
    exchanges: { open: log.open().length, over: log.byStatus() },
    /** Requests that were not let in, for want of the token or as a web page's. */
    refused: served.refused,
    /** Events from `firstSeq` on can be read; those before were dropped. The script began with `scriptSeq`. */
    history: { firstSeq: history.firstSeq, nextSeq: history.nextSeq, scriptSeq: sinceSeq },
    script: serving.script,
  }
}
