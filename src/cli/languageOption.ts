import { Problem } from '../harness/problem.ts'
import { languageNames, messages, type Language } from '../messages/index.ts'
import { once } from './once.ts'

/** `vi`: what a run found is told in that language. */
export function language(found: unknown, flag: string, command: string): Language {
  const value = once(found, flag, command)
  const known = languageNames.find((name) => name === value)
  if (known !== undefined) return known
  const { unknownName } = messages.errors
  throw new Problem('usage', unknownName('language', value, `${flag} ${value}`, undefined, languageNames))
}
