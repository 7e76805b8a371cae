import { en } from './en.ts'

export type { LivePlace } from './en/errors/live.ts'
export type { ProblemText } from './en/errors/problemText.ts'
export type { Tally } from './en/tally.ts'

/** Every text a user reads, grouped by where it is read. A language is one object of this shape. */
export type Messages = typeof en

export const messages: Messages = en
