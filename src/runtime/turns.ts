/** Captured when the module loads, so that a test with fake timers cannot put the loop into its own virtual time. */
const nextTurn = setImmediate
const takeBack = clearImmediate

const firstTurns = 4
const mostTurns = 64

/**
 * Turns of the event loop, one after the other, until somebody stops them. Before each of them everything runnable has run:
 * Node drains promise and nextTick chains of any depth between two immediates. Several stand in line at once, since a round
 * of the whole loop, with its system calls, costs more than what happens in most turns.
 */
export class Turns {
  readonly #onTurn: () => void
  readonly #mostInLine: number
  #line: NodeJS.Immediate[] = []
  #left = 0
  #isOver = false

  /** `mostInLine` is for those who have to know when the loop has come round. */
  constructor(onTurn: () => void, mostInLine = mostTurns) {
    this.#onTurn = onTurn
    this.#mostInLine = mostInLine
    this.#queue(Math.min(firstTurns, mostInLine))
  }

  /** So many are still to come of those that stand in line. */
  get inLine(): number {
    return this.#left
  }

  /**
   * A line in which nobody had a turn is taken back. It would link this run to the next one: as long as Node's list of
   * immediates is never empty, each keeps the one before it, and with it all that its run was made of. Of a line that is
   * being served nobody is taken out: after an error in between, Node loses its place where one is missing.
   */
  stop(): void {
    this.#isOver = true
    if (this.#left === this.#line.length) for (const turn of this.#line) takeBack(turn)
  }

  readonly #take = (): void => {
    if (this.#isOver) return
    this.#left -= 1
    if (this.#left === 0) this.#queue(Math.min(this.#line.length * 2, this.#mostInLine))
    this.#onTurn()
  }

  #queue(turns: number): void {
    this.#left = turns
    const line: NodeJS.Immediate[] = []
    for (let turn = 0; turn < turns; turn += 1) line.push(nextTurn(this.#take))
    this.#line = line
  }
}
