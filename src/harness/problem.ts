import type { ProblemText } from '../messages/index.ts'

/** Who can mend it: the user's words (`usage`), their leave (`refused`), or the machine they run on (`environment`). */
export type ProblemKind = 'usage' | 'refused' | 'environment'

/** Something that the user can mend. Shown as three lines (what, where, how to mend it), never as a stack. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly text: ProblemText

  constructor(kind: ProblemKind, text: ProblemText, options?: ErrorOptions) {
    super(text.what, options)
    this.kind = kind
    this.text = text
  }
}
