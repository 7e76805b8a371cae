import type { Options } from 'yargs'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'

const words = messages.errors

/** Every flag of every command, after it was read. What was not given is undefined. */
export interface Flags {
  readonly target?: readonly string[]
  readonly world?: readonly string[]
  readonly seed?: number | 'random'
  readonly 'real-seconds'?: number
  readonly reporter?: readonly string[]
  readonly 'add-reporter'?: readonly string[]
  readonly out?: string
  readonly json?: boolean
  readonly quiet?: boolean
  /** False for `--no-config`. */
  readonly config?: string | false
}

export type OptionName = keyof Flags

/** Seeds fit into 32 bits: that is what the streams of chance are keyed by. */
const largestSeed = 2 ** 32 - 1

/** How each flag is read. Given the command, since an error names it. */
export const options: Readonly<Record<OptionName, (command: string) => Options>> = {
  target: (command) => names('--target', command),
  world: (command) => names('--world', command),
  reporter: (command) => names('--reporter', command),
  'add-reporter': (command) => names('--add-reporter', command),
  out: (command) => text('--out', command, (value) => value),
  seed: (command) =>
    text('--seed', command, (value) => {
      if (value === 'random') return value
      const seed = /^\d+$/.test(value) ? Number(value) : Number.NaN
      if (!(seed <= largestSeed)) throw new Problem('usage', words.noSeed(value, command, largestSeed))
      return seed
    }),
  'real-seconds': (command) =>
    text('--real-seconds', command, (value) => {
      const seconds = /^\d*\.?\d+$/.test(value) ? Number(value) : 0
      if (seconds > 0) return seconds
      throw new Problem('usage', words.noSeconds('--real-seconds', value, command))
    }),
  config: (command) => ({
    ...text('--config', command, (value) => value),
    coerce: (given: unknown) => (given === false ? false : once('--config', command, given)),
  }),
  json: () => ({ type: 'boolean' }),
  quiet: () => ({ type: 'boolean', alias: 'q' }),
}

/** `--seed=abc` must be an error: yargs' own numbers would make it NaN and go on. */
function text<Value>(flag: string, command: string, read: (value: string) => Value): Options {
  return {
    type: 'string',
    coerce: (given: unknown) => (given === undefined ? undefined : read(once(flag, command, given))),
  }
}

/** Repeated or with commas. */
function names(flag: string, command: string): Options {
  return {
    type: 'string',
    coerce: (given: unknown) =>
      given === undefined
        ? undefined
        : [given].flat().flatMap((one) =>
            once(flag, command, one)
              .split(',')
              .map((name) => name.trim())
              .filter((name) => name !== ''),
          ),
  }
}

function once(flag: string, command: string, given: unknown): string {
  if (Array.isArray(given)) throw new Problem('usage', words.twice(flag, command))
  // `--seed` alone is an empty string, and `--no-seed` is false.
  if (given === false) {
    throw new Problem('usage', words.unknownFlag(flag.replace('--', '--no-'), command, flag))
  }
  if (typeof given !== 'string' || given.trim() === '') throw new Problem('usage', words.noValue(flag, command))
  return given
}
