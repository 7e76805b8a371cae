/** What one line, and what all that a program prints may weigh, in bytes. */
export const mostLineBytes = 1024 * 1024
export const mostOutputBytes = 16 * mostLineBytes
/** Each line becomes an event of the history. */
const mostLines = 100_000

/** Cuts what a program prints into lines, and keeps no more of it than one line may have. */
export class LineSplitter {
  readonly #onLine: (line: string) => void
  readonly #onTooMuch: (what: string) => void
  #pending: Buffer[] = []
  #pendingBytes = 0
  #bytes = 0
  #lines = 0
  #isOver = false

  /** `onTooMuch` is called once, with what there was too much of; nothing comes after it. */
  constructor(onLine: (line: string) => void, onTooMuch: (what: string) => void) {
    this.#onLine = onLine
    this.#onTooMuch = onTooMuch
  }

  push(chunk: Buffer): void {
    this.#bytes += chunk.length
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0 && !this.#isOver; end = rest.indexOf(10)) {
      this.#keep(rest.subarray(0, end))
      this.flush()
      rest = rest.subarray(end + 1)
    }
    this.#keep(rest)
    if (this.#bytes > mostOutputBytes) this.#stop(`more than ${mostOutputBytes / mostLineBytes} MiB`)
  }

  /** The program is gone: what it wrote last may lack its line's end. */
  flush(): void {
    if (this.#isOver || this.#pendingBytes === 0) return
    const line = Buffer.concat(this.#pending).toString('utf8')
    this.#pending = []
    this.#pendingBytes = 0
    if (line.trim() === '') return
    this.#lines += 1
    if (this.#lines > mostLines) return this.#stop(`more than ${mostLines} lines`)
    this.#onLine(line)
  }

  #keep(bytes: Buffer): void {
    if (this.#isOver || bytes.length === 0) return
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes > mostLineBytes) return this.#stop(`a line of more than ${mostLineBytes / 1024} KiB`)
    this.#pending.push(bytes)
  }

  #stop(what: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#pending = []
    this.#onTooMuch(what)
  }
}
