/** One play of one case by one client. */
export interface Play {
  readonly client: string
  readonly case: string
  /** Which of the plays of this cell it is, from 0. */
  readonly round: number
  readonly kind: PlayKind
}

/**
 * What a play costs this machine. `patient`: it may take minutes, nearly all of which it waits. `process`: it starts processes
 * of its own. All others are `plain`.
 */
export type PlayKind = 'patient' | 'process' | 'plain'

interface Player {
  readonly name: string
  /** Of one of its calls by its own limits alone, in ms. */
  readonly longestCallMs?: number
  readonly network?: 'own' | 'process'
}

const patientMs = 60_000

/**
 * Every cell, `rounds` times over. The most patient clients come first, or they would be left running alone at the end; then
 * the rounds one after the other, so that the plays of a cell lie far apart, and within a round one client after the other for
 * each case, so that what runs side by side is as mixed as can be.
 */
export function playsOf(clients: readonly Player[], cases: readonly string[], rounds: number): Play[] {
  const all = (players: readonly Player[]) =>
    Array.from({ length: rounds }, (_, round) =>
      cases.flatMap((name) =>
        players.map((player) => ({ client: player.name, case: name, round, kind: kindOf(player) })),
      ),
    ).flat()
  const patient = clients.filter((player) => kindOf(player) === 'patient').toSorted((a, b) => patience(b) - patience(a))
  return [...patient.flatMap((player) => all([player])), ...all(clients.filter((player) => !patient.includes(player)))]
}

function kindOf(player: Player): PlayKind {
  if (patience(player) > patientMs) return 'patient'
  return player.network === 'process' ? 'process' : 'plain'
}

function patience({ longestCallMs = 0 }: Player): number {
  return longestCallMs
}
