import type { Case } from './case.ts'
import { exchange, told, type Asked } from './exchange.ts'
import type { Piece } from './http.ts'
import { judge } from './judge.ts'

/** The very bytes, each at its instant, and how it ends. */
export interface ResponseOwed extends Asked {
  readonly pieces: readonly Piece[]
  /** When the FIN or RST is planned; with the last piece unless set (an RST `beforeRstMs` after it). */
  readonly endsAtMs?: number
}

/** What was sent is delivered before an RST breaks the connection (see `ResponseWriter`): it waits, twice 5 ms. */
const beforeRstMs = 10

/** A fault that bends an exchange, with all that goes out laid down. */
export function response(owed: ResponseOwed): Case {
  const { pieces, ending } = owed
  const count = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const lastMs = pieces.at(-1)?.atMs ?? 0
  const how = { reuse: undefined, silence: undefined, fin: 'fin', closed: 'fin', rst: 'rst' }[ending]
  const endsAtMs = owed.endsAtMs ?? (ending === 'rst' && count > 0 ? lastMs + beforeRstMs : lastMs)
  return exchange(owed, { complete: ({ total }) => total >= count, lastMs }, ({ seen, wrong }) => {
    const judged = judge(seen, {
      pieces,
      ending: how === undefined ? undefined : { how, atMs: endsAtMs },
    })
    return {
      saw: `${seen.received.length} bytes${planOf(pieces)}, ${told[ending]}; ${offPlan(judged.offMs)}`,
      wrong: [...judged.wrong, ...wrong],
      untimely: judged.untimely,
    }
  })
}

const offPlan = (offMs: readonly number[]) => `off the plan by ${offMs.map((ms) => ms.toFixed(1)).join(' to ')} ms`

function planOf(pieces: readonly Piece[]): string {
  const instants = [...new Set(pieces.map(({ atMs }) => atMs))]
  if (instants.length === 0) return ''
  if (instants.length === 1) return ` at ${instants[0]} ms`
  return ` in ${instants.length} instants from ${instants[0]} to ${instants.at(-1)} ms`
}
