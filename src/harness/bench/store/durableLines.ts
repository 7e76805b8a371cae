import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs'
import type { Clock, Timer } from '../../../runtime/index.ts'
import { isKeepingForbidden } from '../../files.ts'

/** So often at most the disk is asked to keep what was written. */
const syncEveryMs = 250
/** So much may wait for that in memory; it bounds how long one write holds up the event loop. */
const mostWaitingLength = 1 << 18

export interface DurableLinesOptions {
  /** An open file, to append to (flag `a`), and how many bytes it has. */
  readonly handle: number
  readonly bytes: number
  readonly clock: Pick<Clock, 'timer'>
  /** Called with the number of lines that no crash can take away any more; it never falls. */
  readonly onDurable?: ((lines: number) => void) | undefined
  /** Called once, with the error of the system, when lines cannot be written or kept. They stay in memory until `close`. */
  readonly onFailure: (error: Error) => void
}

/**
 * Lines that grow a file: gathered, then written whole with `writeSync` (a killed process has lost nothing that it wrote;
 * a stream would still hold it) and kept with `fdatasync` off the event loop, which may take a disk long.
 */
export class DurableLines {
  readonly #options: DurableLinesOptions
  #waiting: string[] = []
  #waitingLength = 0
  #bytes: number
  #written = 0
  #durable = 0
  #timer: Timer | undefined
  #isSyncing = false
  #isClosed = false
  #failure: Error | undefined
  #isTold = false
  /** What the disk failed to keep once it may have thrown away: no later answer of it makes that good. */
  #isUnsafe = false
  /** A piece of a line stands at the end of the file, and could not be taken away. */
  #isTorn = false

  constructor(options: DurableLinesOptions) {
    this.#options = options
    this.#bytes = options.bytes
  }

  /** Lines that no crash can take away. */
  get durable(): number {
    return this.#durable
  }

  get written(): number {
    return this.#written
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get failure(): Error | undefined {
    return this.#failure
  }

  /** Never waits for a disk. */
  add(line: string): void {
    if (this.#isClosed) throw new Error('a line was added to a closed history')
    this.#waiting.push(line)
    this.#waitingLength += line.length
    if (this.#failure !== undefined) return
    if (this.#waitingLength >= mostWaitingLength) this.#write()
    this.#timer ??= this.#options.clock.timer(syncEveryMs, () => this.#onTimer(), { background: true })
  }

  /** Writes and keeps all that was added; what the system says against it is `failure`, and is told. */
  flush(): void {
    this.#write()
    if (this.#isUnsafe || this.#durable === this.#written) return
    try {
      fdatasyncSync(this.#options.handle)
    } catch (error) {
      if (!isKeepingForbidden(error as Error)) {
        this.#isUnsafe = true
        this.#fail(error as Error)
        return
      }
    }
    this.#acknowledge(this.#written)
  }

  /** Tries once more what failed before. Afterwards `waiting` are the lines that are not in the file. */
  close(): void {
    if (this.#isClosed) return
    this.#timer?.cancel()
    if (!this.#isUnsafe) this.#failure = undefined
    this.flush()
    this.#isClosed = true
    closeSync(this.#options.handle)
  }

  #onTimer(): void {
    this.#timer = undefined
    if (this.#isClosed || this.#failure !== undefined) return
    this.#write()
    this.#sync()
  }

  #sync(): void {
    if (this.#isSyncing || this.#failure !== undefined) return
    const upTo = this.#written
    this.#isSyncing = true
    fdatasync(this.#options.handle, (error) => {
      this.#isSyncing = false
      if (this.#isClosed) return
      if (error === null || isKeepingForbidden(error)) this.#acknowledge(upTo)
      else {
        this.#isUnsafe = true
        this.#fail(error)
      }
      if (this.#durable < this.#written && this.#timer === undefined) this.#sync()
    })
  }

  #write(): void {
    if (this.#waiting.length === 0 || this.#failure !== undefined) return
    // After a piece that stayed, the lines begin on a line of their own.
    const bytes = Buffer.from(`${this.#isTorn ? '\n' : ''}${this.#waiting.join('\n')}\n`)
    let written = 0
    try {
      // It may write less than it was given: a full disk says so only at the next call.
      while (written < bytes.length) written += writeSync(this.#options.handle, bytes, written)
      this.#keep(this.#waiting.length, bytes.length)
      this.#isTorn = false
    } catch (error) {
      this.#keepWholeLines(bytes.subarray(0, written))
      this.#fail(error as Error)
    }
  }

  /** Of what got through, the lines that are whole stay; the piece of one after them is taken away, and waits again. */
  #keepWholeLines(bytes: Buffer): void {
    const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1)
    let lines = 0
    for (const byte of whole) if (byte === 10) lines += 1
    this.#keep(this.#isTorn && lines > 0 ? lines - 1 : lines, whole.length)
    if (lines > 0) this.#isTorn = false
    if (whole.length === bytes.length) return
    try {
      ftruncateSync(this.#options.handle, this.#bytes)
    } catch {
      this.#isTorn = true
    }
  }

  #keep(lines: number, bytes: number): void {
    this.#written += lines
    this.#bytes += bytes
    this.#waiting = this.#waiting.slice(lines)
    this.#waitingLength = this.#waiting.reduce((sum, line) => sum + line.length, 0)
  }

  #acknowledge(lines: number): void {
    if (lines <= this.#durable) return
    this.#durable = lines
    this.#options.onDurable?.(lines)
  }

  #fail(error: Error): void {
    this.#failure = error
    if (this.#isTold) return
    this.#isTold = true
    this.#options.onFailure(error)
  }
}
