import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { execTarget } from '../../targets/exec/execTarget.ts'
import type { Target } from '../../targets/index.ts'
import type { Io } from '../io.ts'
import { askOnGoodDay, goodDayChain } from './goodDay.ts'

const words = messages.errors.judge

/** How `--target` names a program. */
const programPrefix = 'exec:'

/** The programs among the targets that were named, each asked on a good day how it is spoken to. Throws a `Problem`. */
export async function programTargets(names: readonly string[], { cwd, env }: Io): Promise<Target[]> {
  const programs = [...new Set(names)].filter((name) => name.startsWith(programPrefix))
  return Promise.all(
    programs.map(async (name) => {
      refuseWithoutGroups()
      const program = { command: name.slice(programPrefix.length), cwd, inherited: env }
      const day = await askOnGoodDay(program, 'auto', goodDayChain)
      if ('why' in day) throw new Problem('usage', words.failsOnGoodDay(program.command, day.why))
      return execTarget({ ...program, ...day.spoken })
    }),
  )
}

/** Throws a `Problem` where a program could not be ended with all of its children. */
export function refuseWithoutGroups(): void {
  if (process.platform === 'win32') throw new Problem('environment', words.noPosix())
}
