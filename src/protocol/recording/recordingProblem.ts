import type { ProblemText } from '../../messages/index.ts'

/** A recording that cannot be read: what is wrong, in which file and line, and how to mend it. */
export class RecordingProblem extends Error {
  override readonly name = 'RecordingProblem'
  readonly text: ProblemText

  constructor(text: ProblemText, options?: ErrorOptions) {
    super(`${text.where}: ${text.what}`, options)
    this.text = text
  }
}
