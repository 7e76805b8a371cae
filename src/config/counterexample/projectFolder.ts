import { resolve } from 'node:path'
import type { LoadedConfig } from '../loadConfig.ts'

const defaultFolder = 'fixtures/counterexamples'

/** Where a project keeps its counterexamples: whole, and as its user knows it. */
export function projectFolder(
  { config }: LoadedConfig,
  cwd: string,
): { readonly path: string; readonly shown: string } {
  const shown = config.counterexamples ?? defaultFolder
  return { path: resolve(cwd, shown), shown }
}
