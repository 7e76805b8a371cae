import { always, type FaultSpec } from '../../src/faults/index.ts'
import type { Case, Stage } from './case.ts'
import { chatRequest, modelsAnswer, modelsRequest, type Piece } from './http.ts'
import { judge, type Seen } from './judge.ts'
import { rawConnect, rawConnectTls, type RawReader } from './rawReader.ts'

/** What is owed after the bytes: a connection that the next request can use, one that says nothing more, a FIN or an RST. */
type Ends = 'reuse' | 'silence' | 'fin' | 'rst'

export interface ResponseOwed {
  readonly fault: FaultSpec
  readonly stream?: true
  readonly over?: 'tls'
  readonly pieces: readonly Piece[]
  readonly ending: Ends
  /** When the FIN or RST is planned; with the last piece unless set (an RST `beforeRstMs` after it). */
  readonly endsAtMs?: number
}

/** What was sent is delivered before an RST breaks the connection (see `ResponseWriter`): it waits, twice 5 ms. */
const beforeRstMs = 10
/** How long a silence is listened to, ms: whoever would send more has had the occasion. */
const listenMs = 60
/** How long anything that is owed is waited for beyond its plan, ms; a late machine gets that far, a wrong fault no further. */
const patienceMs = 1_000

/** A fault that bends an exchange: one request on one connection, and then another one where there is no end. */
export function response(owed: ResponseOwed): Case {
  const { fault, stream = false, over, pieces, ending } = owed
  return {
    fault,
    variant: [stream ? 'stream' : '', over === 'tls' ? 'over TLS' : ''].filter(Boolean).join(', '),
    script: {
      models: { m: [always(fault)] },
      origins: { gateway: { serves: ['m'], tls: over === 'tls' } },
    },
    async play({ url, ownLag }: Stage) {
      const reader = over === 'tls' ? await rawConnectTls(url) : await rawConnect(url)
      const count = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
      const lastMs = pieces.at(-1)?.atMs ?? 0
      const sentAtMs = reader.send(chatRequest(url, stream))
      const ended = (all: RawReader) => all.ending !== undefined
      if (ending === 'fin' || ending === 'rst') {
        await reader.until(ended, lastMs + patienceMs)
      } else {
        await reader.until((all) => all.total >= count || ended(all), lastMs + patienceMs)
        reader.send(modelsRequest(url))
        const whole = count + modelsAnswer.length
        if (ending === 'silence') await reader.until(ended, listenMs)
        else await reader.until((all) => all.total >= whole || ended(all), patienceMs)
      }
      reader.close()
      const seen: Seen = {
        received: reader.received,
        instantOf: (at) => since(sentAtMs, reader.instantOf(at)),
        lagBetween: (fromMs, untilMs) => ownLag.between(sentAtMs + fromMs, sentAtMs + untilMs),
        ending: reader.ending && { how: reader.ending.how, atMs: reader.ending.atMs - sentAtMs },
      }
      const endsAtMs = owed.endsAtMs ?? (ending === 'rst' && count > 0 ? lastMs + beforeRstMs : lastMs)
      const free = ending === 'reuse' && seen.received.endsWith(modelsAnswer)
      const { wrong, untimely, offMs } = judge(free ? withoutModels(seen) : seen, {
        pieces,
        ending: ending === 'fin' || ending === 'rst' ? { how: ending, atMs: endsAtMs } : undefined,
      })
      return {
        saw: `${seen.received.length - (free ? modelsAnswer.length : 0)} bytes${planOf(pieces)}, ${told[ending]}; off the plan by ${offMs.map((ms) => ms.toFixed(1)).join(' to ')} ms`,
        wrong: ending === 'reuse' && !free ? [...wrong, 'the next request was not answered'] : wrong,
        untimely,
      }
    },
  }
}

const told: Readonly<Record<Ends, string>> = {
  reuse: 'next request answered on it',
  silence: `then ${listenMs} ms of silence, still open`,
  fin: 'then FIN',
  rst: 'then RST',
}

const since = (startMs: number, atMs: number | undefined) => (atMs === undefined ? undefined : atMs - startMs)

/** The second answer shows that the connection is free; it is none of the fault's bytes. */
function withoutModels(seen: Seen): Seen {
  return { ...seen, received: seen.received.slice(0, -modelsAnswer.length) }
}

function planOf(pieces: readonly Piece[]): string {
  const instants = [...new Set(pieces.map(({ atMs }) => atMs))]
  if (instants.length === 0) return ''
  if (instants.length === 1) return ` at ${instants[0]} ms`
  return ` in ${instants.length} instants from ${instants[0]} to ${instants.at(-1)} ms`
}
