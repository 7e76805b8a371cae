import { styleText } from 'node:util'
import { inertLine } from '../harmless.ts'
import { wrap } from './layout.ts'

export interface ConsoleOptions {
  /** Where the text goes: usually standard error. */
  write(text: string): void
  /** Whether a line can be rewritten in place. */
  readonly isTTY: boolean
  /** Of the terminal; 80 if unknown. */
  readonly columns?: number | undefined
  /** Decided by the caller: off under NO_COLOR and where the stream is no terminal. */
  readonly colour: boolean
}

export type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold' | 'cyan'

const eraseLine = '\r\u001b[2K'

/** The lines that go out, with one line below them that changes in place. */
export class Terminal {
  readonly columns: number
  readonly #options: ConsoleOptions
  #hasStatus = false

  constructor(options: ConsoleOptions) {
    this.#options = options
    this.columns = Math.max(40, options.columns ?? 80)
  }

  paint(style: Style, text: string): string {
    return this.#options.colour ? styleText(style, text, { validateStream: false }) : text
  }

  /** `text` is already harmless but for what a CI server would obey. */
  line(text = ''): void {
    this.clearStatus()
    this.#options.write(`${inertLine(text.trimEnd())}\n`)
  }

  /** A paragraph in one style, broken to the width. */
  paragraph(text: string, hang: number, style?: Style): void {
    for (const part of wrap(text, this.columns, hang)) this.line(style === undefined ? part : this.paint(style, part))
  }

  status(text: string): void {
    if (!this.#options.isTTY) return
    this.#options.write(`${eraseLine}${text.slice(0, this.columns - 1)}`)
    this.#hasStatus = true
  }

  clearStatus(): void {
    if (!this.#hasStatus) return
    this.#options.write(eraseLine)
    this.#hasStatus = false
  }
}
