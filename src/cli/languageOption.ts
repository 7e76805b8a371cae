import { Problem } from '../harness/problem.ts'
import { languageNames, messages, type Language } from '../messages/index.ts'
import { once } from './once.ts'

/**
 * The language that is asked for. It is found before anything else is read, so that what is wrong with the rest is told in it;
 * `language` refuses what nobody speaks.
 */
export function languageTyped(argv: readonly string[]): Language | undefined {
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  const given = flags.map((word, nth) => (word === '--lang' ? flags[nth + 1] : /^--lang=(.*)$/s.exec(word)?.[1]))
  return languageNames.find((name) => given.includes(name))
}

/** `vi`: whatever a command says is said in that language. */
export function language(found: unknown, flag: string, command: string): Language {
  const value = once(found, flag, command)
  const known = languageNames.find((name) => name === value)
  if (known !== undefined) return known
  const { unknownName } = messages.errors
  throw new Problem('usage', unknownName('language', value, `${flag} ${value}`, undefined, languageNames))
}
