import { number } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

/** Flags of `brownout bench` that make no sense. */
export const benchFlags = {
  noDuration: (flag: string, value: string, command: string, withUnit: readonly string[]): ProblemText => ({
    what:
      withUnit.length > 0
        ? `${flag} needs a unit; found ${quoted(value)}.`
        : `${flag} is a time above 0 and up to 24 hours, with its unit; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${withUnit.map((one) => `${flag} ${one}`).join(', or ') || `${flag} 60s, 2m or 500ms`}`,
  }),
  noRate: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is so many calls a second, minute or hour, above 0; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 2/s or ${flag} 120/m`,
  }),
  noCache: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is unique or allow; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `${flag} allow lets a provider's prompt cache help; unique, the default, keeps it out.`,
  }),
  noShard: (flag: string, value: string, command: string, most: number): ProblemText => ({
    what: `${flag} is one of so many machines, each from 1 to ${number(most)}; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For the second of five: ${flag} 2/5`,
  }),
  twoEnds: (one: string, other: string, command: string): ProblemText => ({
    what: `${one} and ${other} both say how calls start.`,
    where: `brownout ${command} ${one} … ${other} …`,
    mend: 'Give one of them: --rate for an open load, --concurrency for a closed one.',
  }),
}
