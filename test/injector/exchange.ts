import { always, type FaultSpec } from '../../src/faults/index.ts'
import type { Case, Finding, Stage } from './case.ts'
import { answered } from './healthy.ts'
import { chatRequest, modelsAnswer, modelsRequest } from './http.ts'
import type { Seen } from './judge.ts'
import { rawConnect, rawConnectTls, type RawReader } from './rawReader.ts'

/**
 * What is owed after the bytes: a connection that the next request can use, one that says nothing more, a FIN or an RST that
 * cuts; `closed` is a FIN after a whole answer that lasts until then.
 */
export type Ends = 'reuse' | 'silence' | 'fin' | 'rst' | 'closed'

/** How long a silence is listened to, ms: whoever would send more has had the occasion. */
const listenMs = 60
/** How long anything that is owed is waited for beyond its plan, ms; a late machine gets that far, a wrong fault no further. */
const patienceMs = 1_000

export const told: Readonly<Record<Ends, string>> = {
  reuse: 'next request answered on it',
  silence: `then ${listenMs} ms of silence, still open`,
  fin: 'then FIN',
  rst: 'then RST',
  closed: 'then the FIN that ends it',
}

export interface Asked {
  readonly fault: FaultSpec
  readonly stream?: true
  readonly over?: 'tls'
  /** A first request on the same connection comes before, and must be answered well. */
  readonly kept?: true
  readonly ending: Ends
}

/** What came on the one connection, and what was not as such an ending should be. */
interface Heard {
  readonly seen: Seen
  readonly wrong: readonly string[]
}

/**
 * A case with one chat request on a connection of its own, and a second request where the first should not have ended it:
 * it is answered on a connection that is free, and not on one that hangs.
 */
export function exchange(
  asked: Asked,
  { complete, lastMs }: { readonly complete: (reader: RawReader) => boolean; readonly lastMs: number },
  finding: (heard: Heard) => Finding,
): Case {
  const { fault, stream = false, over, kept = false, ending } = asked
  return {
    fault,
    stream,
    variant: [stream ? 'stream' : '', over === 'tls' ? 'over TLS' : '', kept ? 'second request' : '']
      .filter(Boolean)
      .join(', '),
    script: { models: { m: [always(fault)] }, origins: { gateway: { serves: ['m'], tls: over === 'tls' } } },
    play: async (stage) => {
      const { url } = stage
      const reader = await (over === 'tls' ? rawConnectTls(url) : rawConnect(url))
      const before = kept ? await answeredWell(reader, url) : []
      const sentAtMs = reader.send(chatRequest(url, stream))
      const ended = (all: RawReader) => all.ending !== undefined
      if (ending !== 'reuse' && ending !== 'silence') {
        await reader.until(ended, lastMs + patienceMs)
      } else {
        await reader.until((all) => complete(all) || ended(all), lastMs + patienceMs)
        const whole = reader.total + modelsAnswer.length
        reader.send(modelsRequest(url))
        if (ending === 'silence') await reader.until(ended, listenMs)
        else await reader.until((all) => all.total >= whole || ended(all), patienceMs)
      }
      reader.close()
      const free = ending === 'reuse' && reader.received.endsWith(modelsAnswer)
      const wrong = ending === 'reuse' && !free ? ['the next request was not answered'] : []
      return finding({
        seen: seenBy(reader, sentAtMs, free, stage),
        wrong: [...before, ...wrong, ...(await untold(stage, kept ? 1 : 0, ending))],
      })
    },
  }
}

function seenBy(reader: RawReader, sentAtMs: number, free: boolean, { ownLag }: Stage): Seen {
  const { received, ending } = reader
  return {
    // The second answer shows that the connection is free; it is none of the fault's bytes.
    received: free ? received.slice(0, -modelsAnswer.length) : received,
    instantOf: (count) => {
      const atMs = reader.instantOf(count)
      return atMs === undefined ? undefined : atMs - sentAtMs
    },
    lagBetween: (fromMs, untilMs) => ownLag.between(sentAtMs + fromMs, sentAtMs + untilMs),
    ending: ending && { how: ending.how, atMs: ending.atMs - sentAtMs },
  }
}

/** Sends a request of its own, and forgets its answer once it is there. */
async function answeredWell(reader: RawReader, url: string): Promise<string[]> {
  const owed = answered.map(({ bytes }) => bytes).join('')
  reader.send(chatRequest(url, false))
  await reader.until(({ total, ending }) => total >= owed.length || ending !== undefined, patienceMs)
  const { received } = reader
  reader.forget()
  return received === owed ? [] : [`the request before was answered with ${JSON.stringify(received)}`]
}

/** The history must tell what the wire showed. */
async function untold(stage: Stage, nth: number, ending: Ends): Promise<string[]> {
  const owed = { reuse: 'complete', closed: 'complete', silence: 'client-left', fin: 'fin', rst: 'reset' }[ending]
  const never = new Promise<string>((resolve) => setTimeout(resolve, patienceMs, 'nothing').unref())
  const how = await Promise.race([stage.ended(nth), never])
  return how === owed ? [] : [`the history says ${how} instead of ${owed}`]
}
