import { en } from './en.ts'
import { spoken } from './spoken.ts'
import { vi } from './vi.ts'

export type { LivePlace } from './en/errors/live.ts'
export type { ProblemText } from './en/errors/problemText.ts'
export type { Tally } from './en/tally.ts'

/** Every text a user reads, grouped by where it is read. A language is one object of this shape. */
export type Messages = typeof en

export type Language = 'en' | 'vi'
/** With its type told, or the declarations of the package would hold all texts twice. */
const languages: Readonly<Record<Language, Messages>> = { en, vi }
export const languageNames = Object.keys(languages) as Language[]

const { said, say } = spoken<Messages>(en)

/** In English, unless `speak` has said otherwise. Keep a group in a constant, never a single text: it would stay as it was. */
export const messages: Messages = said

/** From now on this process speaks another language. Only the literal `--lang` does that: no variable of the system does. */
export function speak(language: Language): void {
  say(languages[language])
}
