import { noteOf } from './findingNotes.ts'
import type { PlayedCell } from './playedCell.ts'
import { isRed, type Finding } from './table.ts'
import type { TableFacts } from './tableOf.ts'

/**
 * The distinct things that clients do wrong: a client that breaks the same rule in several cases of a family does one thing
 * wrong, and its first case tells of it.
 */
export function findingsOf({ clients, cases }: TableFacts, played: readonly PlayedCell[]): Finding[] {
  const place = new Map(cases.map(({ name, family }, index) => [name, { family, index }]))
  const rank = new Map(clients.map(({ name }, index) => [name, index]))
  const red = played
    .filter((one) => isRed(one.cell.verdict) && place.has(one.case) && rank.has(one.client))
    .toSorted(
      (a, b) => rank.get(a.client)! - rank.get(b.client)! || place.get(a.case)!.index - place.get(b.case)!.index,
    )
  const alike = Map.groupBy(red, (one) =>
    JSON.stringify([one.client, one.cell.verdict, one.broken?.rule ?? '', place.get(one.case)!.family]),
  )
  return [...alike.values()].map((group) => {
    const { client, case: name, cell, broken, excerpt } = group[0]!
    const { family } = place.get(name)!
    const rule = broken?.rule ?? cell.rules[0] ?? 'every-call-settles'
    return {
      id: [client, family, rule, ...(cell.verdict === 'hang' ? ['hang'] : [])].map(anchor).join('--'),
      client,
      verdict: cell.verdict as Finding['verdict'],
      rule,
      family,
      requirement: broken?.requirement ?? '',
      source: broken?.source ?? '',
      cases: group.map((one) => one.case),
      breach: cell.reason ?? '',
      excerpt,
      note: noteOf({ client, rule, family }),
    }
  })
}

/** Letters, digits and hyphens: good in a link wherever the page is read. */
function anchor(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
