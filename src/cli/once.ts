import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'

const words = messages.errors

/** The one value that a flag was given. Throws a `Problem` for none, an empty one, and two. */
export function once(found: unknown, flag: string, command: string): string {
  if (Array.isArray(found)) throw new Problem('usage', words.twice(flag, command))
  // yargs finds false for `--no-seed`, and an empty string for `--seed` alone.
  if (found === false) throw new Problem('usage', words.unknownFlag(flag.replace('--', '--no-'), command, flag))
  if (typeof found !== 'string' || found.trim() === '') throw new Problem('usage', words.noValue(flag, command))
  return found
}
