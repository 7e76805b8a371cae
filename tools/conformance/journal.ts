import { appendFileSync, readFileSync } from 'node:fs'
import type { PlayedCell } from '../../src/harness/conformance/playedCell.ts'
import type { Play } from '../../src/harness/conformance/plays.ts'

interface Entry {
  readonly round: number
  readonly played: PlayedCell
}

/** What was played, a line a play, as soon as it is over: who is interrupted goes on from there. */
export class Journal {
  readonly #path: string | undefined
  readonly #known = new Map<string, PlayedCell>()

  /** Without a path it keeps nothing. What was too noisy to judge by is played again. */
  constructor(path: string | undefined) {
    this.#path = path
    for (const { round, played } of path === undefined ? [] : entriesOf(path))
      if (!played.noisy) this.#known.set(keyOf({ client: played.client, case: played.case, round }), played)
  }

  resultOf(play: Play): PlayedCell | undefined {
    return this.#known.get(keyOf(play))
  }

  add({ round }: Play, played: PlayedCell): void {
    if (this.#path !== undefined) appendFileSync(this.#path, `${JSON.stringify({ round, played } satisfies Entry)}\n`)
  }
}

function keyOf({ client, case: name, round }: Pick<Play, 'client' | 'case' | 'round'>): string {
  return JSON.stringify([client, name, round])
}

/** A last line that was cut is no entry. */
function entriesOf(path: string): Entry[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Entry)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
