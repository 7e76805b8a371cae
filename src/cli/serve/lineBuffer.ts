import type { Clock, Timer } from '../../runtime/index.ts'

/** No eye notices; and under load a write for every line would cost more than the answer that it tells of. */
const heldMs = 20

/** Writes lines together that come close together. */
export class LineBuffer {
  readonly #clock: Clock
  readonly #write: (text: string) => void
  #held: string[] = []
  #timer: Timer | undefined

  constructor(clock: Clock, write: (text: string) => void) {
    this.#clock = clock
    this.#write = write
  }

  add(line: string): void {
    this.#held.push(line)
    this.#timer ??= this.#clock.timer(heldMs, () => this.flush(), { background: true })
  }

  flush(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    if (this.#held.length === 0) return
    const text = this.#held.join('')
    this.#held = []
    this.#write(text)
  }
}
