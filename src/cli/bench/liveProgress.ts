import type { BenchProgress } from '../../reporters/progress/benchProgress.ts'
import { progressBlock, progressLine, type Expected } from '../../reporters/progress/progressView.ts'
import type { Clock, Timer } from '../../runtime/index.ts'
import { looksOf, type Io, type Sink } from '../io.ts'

/** Four times a second is as fast as anybody reads. */
const redrawMs = 250
/** A log gets a line every so often. */
const lineMs = 10_000

export interface LiveProgressOptions {
  readonly progress: BenchProgress
  readonly expected: Expected
  /** Where it is seen: standard error, as a rule. */
  readonly sink: Sink
  readonly env: Io['env']
  /** In real time, whatever clock the benchmark runs on. */
  readonly clock: Clock
  /** Exact decimals; of the run's budget, if it has one. */
  readonly spentUsd?: () => string
}

/** What is seen while a benchmark runs: a block that is rewritten on a terminal, a line now and then in a log or in CI. */
export class LiveProgress {
  readonly #options: LiveProgressOptions
  readonly #rewrites: boolean
  readonly #startedMs: number
  #timer: Timer | undefined
  #linesOnScreen = 0

  constructor(options: LiveProgressOptions) {
    this.#options = options
    const { sink, env, clock } = options
    // A CI server that pretends to be a terminal keeps every frame.
    this.#rewrites = looksOf(sink, env).isTTY && (env['CI'] ?? '') === ''
    this.#startedMs = clock.now()
    this.#again()
  }

  /** Says something above the block, which stands below it again. */
  say(line: string): void {
    this.#erase()
    this.#options.sink.write(`${line}\n`)
    if (this.#rewrites && this.#timer !== undefined) this.#draw()
  }

  /** Leaves nothing on a terminal: what there is to say at the end, others say. Twice does no harm. */
  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#erase()
  }

  #again(): void {
    // The process may end meanwhile: this alone is no reason to live.
    const turn = () => {
      if (this.#rewrites) this.#draw()
      else this.#options.sink.write(`${progressLine(this.#options.progress, this.#standing())}\n`)
      this.#again()
    }
    this.#timer = this.#options.clock.timer(this.#rewrites ? redrawMs : lineMs, turn, { background: true })
  }

  #draw(): void {
    const { progress, sink } = this.#options
    const lines = progressBlock(progress, this.#standing(), sink.columns ?? 80)
    // In one write: nobody sees half of it.
    sink.write(`${this.#backToTop()}${lines.join('\n')}\n`)
    this.#linesOnScreen = lines.length
  }

  #erase(): void {
    if (this.#linesOnScreen > 0) this.#options.sink.write(this.#backToTop())
    this.#linesOnScreen = 0
  }

  /** To the first line of the block, and everything below it is gone (ECMA-48: CUU, ED). */
  #backToTop(): string {
    return this.#linesOnScreen === 0 ? '' : `\u001b[${this.#linesOnScreen}A\r\u001b[J`
  }

  #standing() {
    const { expected, clock, spentUsd } = this.#options
    return { ...expected, elapsedMs: clock.now() - this.#startedMs, spentUsd: spentUsd?.() }
  }
}
