import { join } from 'node:path'
import { projectFolder } from '../../config/counterexample/projectFolder.ts'
import type { LoadedConfig } from '../../config/loadConfig.ts'
import type { FoundRun } from '../../harness/explored/playFound.ts'
import { saveCounterexample } from '../../harness/counterexample/saveCounterexample.ts'
import { messages } from '../../messages/index.ts'

const words = messages.explore

/** Writes each day that can be kept into the project's folder, and says in lines what became of it. */
export function keep(
  days: readonly Pick<FoundRun, 'counterexample' | 'run'>[],
  loaded: LoadedConfig,
  cwd: string,
): string[] {
  const { path, shown } = projectFolder(loaded, cwd)
  const written: string[] = []
  const there: string[] = []
  for (const { counterexample } of days) {
    if (counterexample === undefined) continue
    const { file, isNew } = saveCounterexample(path, counterexample)
    if (isNew) written.push(join(shown, file))
    else there.push(join(shown, file))
  }
  const left = days.filter(({ counterexample }) => counterexample === undefined).map(({ run }) => run.scenario)
  return [
    ...(written.length === 0 ? [] : [words.saved(written)]),
    ...(there.length === 0 ? [] : [words.keptBefore(there)]),
    ...(left.length === 0 ? [] : [words.notSaved(left)]),
  ]
}
