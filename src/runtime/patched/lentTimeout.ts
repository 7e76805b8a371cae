import { AsyncLocalStorage } from 'node:async_hooks'
import type { Timer } from '../clock.ts'
import { lentTimer } from './timeLent.ts'

/** What Node counts with: whole milliseconds, and 1 for what is none or too long. */
const longestDelayMs = 2 ** 31 - 1

/** Those that wait; what a run leaves behind is taken back at its end. */
const waiting = new Set<LentTimeout>()

const byId = new Map<number, LentTimeout>()
let lastId = 0

/**
 * What the patched `setTimeout` and `setInterval` give: it can all that Node's `Timeout` can. It outlives the run in which
 * it was made, as modules keep such objects: `refresh` arms it on the clock of the day.
 */
export class LentTimeout {
  readonly callback: (...values: unknown[]) => void
  readonly #values: readonly unknown[]
  readonly #delayMs: number
  readonly #repeats: boolean
  readonly #id = (lastId += 1)
  readonly #inContext = AsyncLocalStorage.snapshot()
  #armed: Timer | undefined
  #isRef = true

  constructor(
    callback: (...values: unknown[]) => void,
    delayMs: unknown,
    repeats: boolean,
    values: readonly unknown[],
  ) {
    this.callback = callback
    this.#delayMs = wholeMs(delayMs)
    this.#repeats = repeats
    this.#values = values
    this.refresh()
  }

  static withId(id: number): LentTimeout | undefined {
    return byId.get(id)
  }

  /** Takes back all that wait, but those to be kept; these are returned. */
  static closeAll(keeps: (timeout: LentTimeout) => boolean): LentTimeout[] {
    const kept: LentTimeout[] = []
    for (const timeout of waiting) {
      if (keeps(timeout)) kept.push(timeout)
      else timeout.close()
    }
    return kept
  }

  /** By these two Node's own `clearTimeout` takes a timer back, and then looks no further. */
  get _onTimeout(): ((...values: unknown[]) => void) | null {
    return this.callback
  }

  set _onTimeout(_none: null) {
    this.close()
  }

  get _destroyed(): boolean {
    return true
  }

  get isWaiting(): boolean {
    return this.#armed !== undefined
  }

  refresh(): this {
    this.#armed?.cancel()
    this.#armed = lentTimer(this.#delayMs, () => this.#fire())
    waiting.add(this)
    return this
  }

  close(): this {
    this.#armed?.cancel()
    this.#armed = undefined
    waiting.delete(this)
    byId.delete(this.#id)
    return this
  }

  ref(): this {
    this.#isRef = true
    return this
  }

  unref(): this {
    this.#isRef = false
    return this
  }

  hasRef(): boolean {
    return this.#isRef
  }

  /** From now on its number is good for `clearTimeout`. */
  [Symbol.toPrimitive](): number {
    if (this.isWaiting) byId.set(this.#id, this)
    return this.#id
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #fire(): void {
    this.#armed = undefined
    if (this.#repeats) this.refresh()
    else waiting.delete(this)
    this.#inContext(this.callback, ...this.#values)
  }
}

function wholeMs(delayMs: unknown): number {
  const ms = Math.trunc(Number(delayMs))
  return ms >= 1 && ms <= longestDelayMs ? ms : 1
}
