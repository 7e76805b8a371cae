import { isWorse, worstOf, type CellVerdict, type ConformanceTable } from './table.ts'

/** A case in which another client does better than ours. */
export interface BetterElsewhere {
  readonly case: string
  readonly ours: { readonly client: string; readonly verdict: CellVerdict; readonly reason: string | null }
  /** Those that do better, with what they got. */
  readonly better: readonly { readonly client: string; readonly verdict: CellVerdict }[]
}

/** Every cell in which a client that is not ours has a better verdict than one of ours. */
export function betterElsewhere({ clients, cases, cells }: ConformanceTable): BetterElsewhere[] {
  const others = clients.filter(({ isOurs }) => !isOurs)
  return cases.flatMap(({ name }) =>
    clients
      .filter(({ isOurs }) => isOurs)
      .flatMap(({ name: client }) => {
        const ours = cells[client]?.[name]
        if (ours === undefined) return []
        const better = others.flatMap((other) => {
          const theirs = cells[other.name]?.[name]
          const isBetter = theirs !== undefined && isWorse(worstOf(ours), worstOf(theirs))
          return isBetter ? [{ client: other.name, verdict: worstOf(theirs) }] : []
        })
        if (better.length === 0) return []
        return [{ case: name, ours: { client, verdict: worstOf(ours), reason: ours.reason ?? null }, better }]
      }),
  )
}
