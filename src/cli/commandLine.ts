import yargs from 'yargs'
import { nearest } from '../messages/nearest.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import { looksLikeKey } from '../protocol/secrets/looksLikeKey.ts'
import { shellWord } from '../reporters/commands.ts'
import { declared, readFlags, type Flags, type OptionName } from './options.ts'

const words = messages.errors

/** What a command was given. */
export interface Arguments {
  /** What stands beside the flags. */
  readonly words: readonly string[]
  readonly flags: Flags
  /** The whole of it, to be typed again. */
  readonly typed: string
}

/** What a command takes, beside what all of them do. */
export interface Grammar {
  readonly flags: readonly OptionName[]
  readonly words: { readonly atLeast: number; readonly atMost: number }
}

/** Whatever a command says can be said in another language. */
const everywhere: readonly OptionName[] = ['lang']

function takenBy({ flags }: Grammar): readonly OptionName[] {
  return [...flags, ...everywhere]
}

/** Reads what follows a command's name. Throws a `Problem` for what it does not take. */
export function readArguments(command: string, rest: readonly string[], grammar: Grammar): Arguments {
  refuseKeys(command, rest, grammar)
  refuseValues(command, rest)
  const parsed = yargs(withNegatives(rest, takenBy(grammar)))
    .scriptName('brownout')
    // Messages would follow the system's language otherwise, and a script could not rely on them.
    .locale('en')
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    })
    .options(declared(takenBy(grammar)))
    .strictOptions()
    // Thrown, or yargs would print all of its help and exit with 1.
    .fail((message, error) => {
      throw message ? new Problem('usage', problemOf(command, message, grammar)) : error
    })
    .parseSync()
  const flags = readFlags(parsed, takenBy(grammar), command)
  const given = parsed._.map(String)
  if (given.length < grammar.words.atLeast) {
    throw new Problem('usage', words.tooFewWords(command, words.wanted[command] ?? ''))
  }
  const extra = given[grammar.words.atMost]
  if (extra !== undefined) throw new Problem('usage', words.tooManyWords(command, extra))
  return { words: given, flags, typed: ['brownout', command, ...rest].map(typedAgain).join(' ') }
}

/** A flag as it is; whatever else a shell would read in its own way, quoted. */
function typedAgain(word: string): string {
  return /^-[\w=,./:-]*$/.test(word) ? word : shellWord(word)
}

/** Before anything repeats an argument. Commands that need no key may be given whatever looks like one. */
function refuseKeys(command: string, rest: readonly string[], { flags }: Grammar): void {
  if (!flags.includes('live')) return
  const nth = rest.findIndex((word) => looksLikeKey(word))
  if (nth >= 0) throw new Problem('usage', words.live.keyInArguments(nth + 1, command))
}

/** yargs turns `--json=yes` into false without a word. */
function refuseValues(command: string, rest: readonly string[]): void {
  for (const word of rest) {
    if (word === '--') return
    const [, flag, value] =
      /^(--json|--quiet|-q|--tls|--open|--token|--judge|--save|--gc|--live|--yes|--key-stdin|--no-fallback|--fallback)=(.*)$/s.exec(
        word,
      ) ?? []
    if (flag !== undefined) throw new Problem('usage', words.noBoolean(flag, value!, command))
  }
}

/** yargs takes `-5/s` for the flag -5, though no flag is a digit: after a flag that takes a value it is that value. */
function withNegatives(rest: readonly string[], taken: readonly OptionName[]): string[] {
  const options = declared(taken)
  const joined: string[] = []
  for (const word of rest) {
    const before = joined.at(-1)
    const takesValue = before?.startsWith('--') === true && options[before.slice(2)]?.type === 'string'
    if (takesValue && !joined.includes('--') && /^-\.?\d/.test(word)) joined[joined.length - 1] = `${before}=${word}`
    else joined.push(word)
  }
  return joined
}

function problemOf(command: string, message: string, { flags }: Grammar) {
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1]
  if (unknown === undefined) return words.parser(command, message)
  const flag = `${unknown.length === 1 ? '-' : '--'}${unknown}`
  const close = nearest(unknown, [...flags, ...everywhere, 'help'])
  return words.unknownFlag(flag, command, close === undefined ? undefined : `--${close}`)
}
