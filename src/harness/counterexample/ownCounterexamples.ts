import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Counterexample } from './counterexample.ts'

/** Where those lie that come with brownout: `src/harness/counterexample` and `dist/harness/counterexample` are equally deep. */
export const ownFolder = fileURLToPath(new URL('../../../fixtures/counterexamples', import.meta.url))

/** Those that come with brownout. A test checks them, so that no command has to. */
export function ownCounterexamples(): Counterexample[] {
  return counterexampleFilesIn(ownFolder).map((path) => JSON.parse(readFileSync(path, 'utf8')) as Counterexample)
}

/** In the order of their names, on every machine; none where there is no such folder. */
export function counterexampleFilesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return names.toSorted().map((file) => join(folder, file))
}
