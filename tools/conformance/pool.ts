import { fork, type ChildProcess } from 'node:child_process'
import type { PlayedCell } from '../../src/harness/conformance/playedCell.ts'
import type { Play, PlayKind } from '../../src/harness/conformance/plays.ts'
import type { Ask, Told } from './messages.ts'

export interface PoolOptions {
  readonly workers: number
  /** Plays of each kind at a time, in each of them. */
  readonly atOnce: Readonly<Record<PlayKind, number>>
  /** Longer than this nobody waits for a play. */
  readonly longestMs: number
  readonly onPlayed: (play: Play, played: PlayedCell, done: number) => void
}

/** How often a cell is put off because this machine is too busy. */
const mostNoisyTries = 4

const workerPath = new URL('./worker.ts', import.meta.url)

/** Plays them all, in processes of their own; the results stand in the order of the plays. */
export async function playAll(plays: readonly Play[], options: PoolOptions): Promise<PlayedCell[]> {
  const pool = new Pool(plays, options)
  await Promise.all(Array.from({ length: options.workers }, () => pool.work()))
  return pool.results
}

class Pool {
  readonly results: PlayedCell[] = []
  readonly #plays: readonly Play[]
  readonly #options: PoolOptions
  readonly #lines: ReadonlyMap<PlayKind, number[]>
  /** Plays that were under way when a process came to its end: who of them has ended it is not to be seen, so each is tried alone. */
  readonly #suspects = new Set<number>()
  readonly #noisyTries = new Map<number, number>()
  #done = 0

  constructor(plays: readonly Play[], options: PoolOptions) {
    this.#plays = plays
    this.#options = options
    const indices = plays.map((_, index) => index)
    this.#lines = Map.groupBy(indices, (index) => plays[index]!.kind)
  }

  /** One process after the other, until nothing is left to do. */
  async work(): Promise<void> {
    while ([...this.#lines.values()].some((line) => line.length > 0)) await this.#serve()
  }

  /** The life of one process. */
  async #serve(): Promise<void> {
    // What clients print is their own affair.
    const child = fork(workerPath, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const underWay = new Map<number, NodeJS.Timeout>()
    const ask = (index: number) => {
      const giveUp = () => tell(index, undecided(this.#plays[index]!, 'it took longer than any case may take'))
      underWay.set(index, setTimeout(giveUp, this.#options.longestMs))
      child.send({ id: index, play: this.#plays[index]! } satisfies Ask)
    }
    const fill = () => {
      for (let next = this.#next(underWay); next !== undefined; next = this.#next(underWay)) ask(next)
      if (underWay.size === 0) end(child)
    }
    const tell = (id: number, played: PlayedCell) => {
      // Of what was given up nobody wants to hear any more.
      if (!underWay.has(id)) return
      clearTimeout(underWay.get(id))
      underWay.delete(id)
      if (played.noisy && this.#mayTryAgain(id)) this.#lineOf(id).push(id)
      else this.#settle(id, played)
      fill()
    }
    child.on('message', ({ id, played }: Told) => tell(id, played))
    fill()
    await ended(child)
    for (const [index, timer] of underWay) {
      clearTimeout(timer)
      if (this.#suspects.has(index))
        this.#settle(index, undecided(this.#plays[index]!, 'it brought the process down that played it'))
      else this.#tryAlone(index)
    }
  }

  /** What this process may begin beside what it is at; undefined if nothing. */
  #next(underWay: ReadonlyMap<number, unknown>): number | undefined {
    const now = [...underWay.keys()]
    if (now.some((index) => this.#suspects.has(index))) return undefined
    for (const [kind, line] of this.#lines) {
      const count = now.filter((index) => this.#plays[index]!.kind === kind).length
      const mayBegin = now.length === 0 || (count < this.#options.atOnce[kind] && !this.#suspects.has(line[0]!))
      if (line.length > 0 && mayBegin) return line.shift()
    }
    return undefined
  }

  /** Later, when this machine may be less busy. */
  #mayTryAgain(index: number): boolean {
    const tries = (this.#noisyTries.get(index) ?? 0) + 1
    this.#noisyTries.set(index, tries)
    return tries < mostNoisyTries
  }

  #lineOf(index: number): number[] {
    return this.#lines.get(this.#plays[index]!.kind)!
  }

  #tryAlone(index: number): void {
    this.#suspects.add(index)
    this.#lineOf(index).unshift(index)
  }

  #settle(index: number, played: PlayedCell): void {
    this.results[index] = played
    this.#done += 1
    this.#options.onPlayed(this.#plays[index]!, played, this.#done)
  }
}

/** It leaves when it hears that nobody is there any more; one that hears nothing is not asked. */
function end(child: ChildProcess): void {
  if (!child.connected) return
  child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
  child.on('exit', () => clearTimeout(timer))
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.on('exit', () => resolve()))
}

function undecided({ client, case: name }: Play, reason: string): PlayedCell {
  const cell = { verdict: 'unknown', reason, rules: [], untested: [] } as const
  return { client, case: name, cell, felt: null, broken: null, excerpt: [], noisy: false, elapsedMs: 0 }
}
