import type { ProgramDeed } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { freshToken, ProcessGroup, type Clock, type ProgramExit } from '../../runtime/index.ts'
import { LineSplitter, mostLineBytes, mostOutputBytes } from './lineSplitter.ts'
import { Scrubber } from './scrubber.ts'

const words = messages.program
const { duration } = messages.format

/** In ms: to end by itself when nothing more is asked, to end when told to, and to be buried. */
const patience = { exitMs: 2_000, termMs: 1_000, killMs: 1_000 }
/** Of what it says on stderr the end is kept: there a crash tells why. */
const keptErrorBytes = 4_096
const longestQuote = 300
const lookEveryMs = 20

export interface TesteeStart {
  readonly command: string
  readonly cwd?: string
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock
  /** Keys that it was given: they are taken out of all it says. */
  readonly secrets: readonly string[]
  note(this: void, what: ProgramDeed, text: string): void
  onLine(this: void, line: string): void
  /** It is over, or will be in a moment; `how` says why, for people. Called once. */
  onOver(this: void, how: string, exit: ProgramExit): void
}

/** A program that is run for one case. Whatever it does, it is bounded, and nothing of it is left after `end`. */
export class TesteeProgram {
  readonly #start: TesteeStart
  readonly #group: ProcessGroup
  readonly #scrubber: Scrubber
  readonly #over: Promise<void>
  #isOver = false
  #ending: Promise<void> | undefined
  #errorOutput = Buffer.alloc(0)
  #errorBytes = 0

  constructor(start: TesteeStart) {
    this.#start = start
    this.#scrubber = new Scrubber(start.secrets)
    const lines = new LineSplitter(start.onLine, (what) => this.#flooded(`${what} on stdout`))
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#over = promise
    this.#group = new ProcessGroup({
      ...start,
      marker: freshToken(),
      onOutput: (chunk) => lines.push(chunk),
      onErrorOutput: (chunk) => this.#keepErrorOutput(chunk),
      onExit: (exit) => {
        lines.flush()
        this.#isOver = true
        resolve()
        start.onOver(this.#howItEnded(exit), exit)
      },
    })
  }

  get pid(): number | undefined {
    return this.#group.pid
  }

  get isOver(): boolean {
    return this.#isOver
  }

  send(line: string): void {
    this.#group.write(line)
  }

  closeInput(): void {
    this.#group.closeInput()
  }

  scrub(text: string): string {
    return this.#scrubber.scrub(text)
  }

  /** What of it may be shown: without keys, and short. */
  quote(text: string): string {
    const clean = this.#scrubber.scrub(text).trim()
    return JSON.stringify(clean.length <= longestQuote ? clean : `${clean.slice(0, longestQuote)}…`)
  }

  /** Ends it, once: by itself if it has nothing more to do, else as it has to be. Resolves when nothing of it is left. */
  end({ isIdle }: { readonly isIdle: boolean }): Promise<void> {
    this.#ending ??= this.#end(isIdle)
    return this.#ending
  }

  async #end(isIdle: boolean): Promise<void> {
    this.#group.closeInput()
    if (isIdle) await this.#overWithin(patience.exitMs)
    const endedItself = this.#isOver
    if (!endedItself) await this.#terminate(isIdle)
    const leftMembers = endedItself && (await this.#group.hasMembers())
    const outside = await this.#group.destroy()
    if (leftMembers || outside > 0) this.#start.note('left-children', words.leftChildren)
    await this.#bury()
  }

  /** Who was killed takes a moment to die, and what forks meanwhile is found again. */
  async #bury(): Promise<void> {
    const { clock } = this.#start
    const untilMs = clock.now() + patience.killMs
    while ((await this.#group.hasRemains()) && clock.now() < untilMs) {
      await this.#group.destroy()
      await clock.sleep(lookEveryMs)
    }
    await this.#overWithin(patience.killMs)
  }

  /** A shell that was told to end is gone at once, whatever becomes of what it runs: the whole group is waited for. */
  async #terminate(isIdle: boolean): Promise<void> {
    const { clock, note } = this.#start
    if (isIdle) note('stayed', words.stayed(duration(patience.exitMs)))
    this.#group.signal('SIGTERM')
    const untilMs = clock.now() + patience.termMs
    while ((await this.#group.hasMembers()) && clock.now() < untilMs) await clock.sleep(lookEveryMs)
    if (await this.#group.hasMembers()) note('ignored-sigterm', words.ignoredSigterm(duration(patience.termMs)))
  }

  async #overWithin(delayMs: number): Promise<void> {
    if (this.#isOver) return
    const late = Promise.withResolvers<void>()
    const timer = this.#start.clock.timer(delayMs, late.resolve)
    await Promise.race([this.#over, late.promise])
    timer.cancel()
  }

  #flooded(what: string): void {
    this.#start.note('flooded', words.flooded(what))
    this.#group.stopReading()
    this.#group.signal('SIGKILL')
  }

  #keepErrorOutput(chunk: Buffer): void {
    const before = this.#errorBytes
    this.#errorBytes += chunk.length
    if (before <= mostOutputBytes && this.#errorBytes > mostOutputBytes)
      this.#flooded(`more than ${mostOutputBytes / mostLineBytes} MiB on stderr`)
    this.#errorOutput = Buffer.concat([this.#errorOutput, chunk]).subarray(-keptErrorBytes)
  }

  #howItEnded({ code, signal, error }: ProgramExit): string {
    if (error !== undefined) return words.notStarted(error)
    const said = lastWordsOf(this.#errorOutput.toString('utf8'))
    return words.exit(code, signal) + (said === '' ? '' : words.lastWords(this.quote(said)))
  }
}

/** Runtimes put what it was before or behind where it was: the last line that names an error says most. */
function lastWordsOf(said: string): string {
  const lines = said.trim().split('\n')
  return lines.findLast((line) => /\b\w*(Error|Exception)\b|\bpanic/.test(line)) ?? lines.slice(-3).join('\n')
}
