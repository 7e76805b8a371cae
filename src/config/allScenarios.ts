import { existsSync } from 'node:fs'
import { counterexampleScenario, type Counterexample } from '../harness/counterexample/counterexample.ts'
import { counterexampleFilesIn, ownCounterexamples, ownFolder } from '../harness/counterexample/ownCounterexamples.ts'
import { withFiles } from '../harness/files.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import { scenarios, type Scenario } from '../scenarios/index.ts'
import { projectFolder } from './counterexample/projectFolder.ts'
import type { LoadedConfig } from './loadConfig.ts'

/** Every day that can be played by name: the catalogue, the config's own, and what was found. Rejects with a `Problem`. */
export async function allScenarios(loaded: LoadedConfig, cwd: string): Promise<Scenario[]> {
  const own = ownCounterexamples()
  const known = new Set(own.map(({ name }) => name))
  // Who keeps a day that by now comes along has it once.
  const kept = (await projectCounterexamples(loaded, cwd)).filter(({ name }) => !known.has(name))
  return [...scenarios, ...(loaded.config.scenarios ?? []), ...[...own, ...kept].map(counterexampleScenario)]
}

async function projectCounterexamples(loaded: LoadedConfig, cwd: string): Promise<Counterexample[]> {
  const { path, shown } = projectFolder(loaded, cwd)
  if (loaded.config.counterexamples !== undefined && !existsSync(path))
    throw new Problem('usage', messages.errors.counterexamples.noFolder(shown, loaded.file ?? ''))
  // In brownout's own repository the two are one.
  const files = path === ownFolder ? [] : withFiles('readCounterexamples', path, () => counterexampleFilesIn(path))
  if (files.length === 0) return []
  // Loaded only where there is something to check: valibot, and all that it checks by.
  const { readCounterexamples } = await import('./counterexample/readCounterexamples.ts')
  return readCounterexamples(files, cwd)
}
