import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { messages } from '../messages/index.ts'
import type { RecordedExchange, RecordingHead } from '../protocol/recording/recording.ts'
import { makeFolder, withFiles, writeFully } from './files.ts'
import { Problem } from './problem.ts'

/** A recording on disk. Each exchange is a line that is written as it comes: whatever stops it, the lines before are whole. */
export class RecordingFile {
  readonly #path: string
  readonly #handle: number
  readonly #mostBytes: number
  #bytes = 0
  #exchanges = 0

  /** Makes a new file; throws a `Problem` where there is one already, and where the system makes none. */
  constructor(path: string, shownPath: string, head: RecordingHead, mostBytes: number) {
    this.#path = path
    this.#mostBytes = mostBytes
    withFiles('record', dirname(path), () => makeFolder(dirname(path)))
    this.#handle = withFiles('record', path, () => openNew(path, shownPath))
    this.#write(head)
  }

  get exchanges(): number {
    return this.#exchanges
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Adds an exchange; false if the file would grow beyond its limit: then it is left as it is. */
  add(exchange: RecordedExchange): boolean {
    if (!this.#write(exchange)) return false
    this.#exchanges += 1
    return true
  }

  /** Without an exchange there is no recording: such a file is taken away again. */
  close(): void {
    closeSync(this.#handle)
    if (this.#exchanges === 0) rmSync(this.#path, { force: true })
  }

  #write(line: RecordingHead | RecordedExchange): boolean {
    const text = `${JSON.stringify(line)}\n`
    const bytes = Buffer.byteLength(text)
    if (this.#bytes + bytes > this.#mostBytes) return false
    withFiles('record', this.#path, () => writeFully(this.#handle, text))
    this.#bytes += bytes
    return true
  }
}

function openNew(path: string, shownPath: string): number {
  try {
    return openSync(path, 'wx')
  } catch (error) {
    // Whatever has that name is somebody's work.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Problem('usage', messages.errors.record.fileThere(shownPath), { cause: error })
    throw error
  }
}
