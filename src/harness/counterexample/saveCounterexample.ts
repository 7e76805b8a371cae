import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, withFiles, writeWhole } from '../files.ts'
import type { Counterexample } from './counterexample.ts'

/** `1a2b3c4d.json`. */
function fileNameOf({ name }: Pick<Counterexample, 'name'>): string {
  return `${name.replace('found-', '')}.json`
}

/** As it stands in its file. */
export function counterexampleText(counterexample: Counterexample): string {
  return `${JSON.stringify(counterexample, null, 2)}\n`
}

/** Writes the file, unless the same day lies there already: what was kept is somebody's. Says whether it is new. */
export function saveCounterexample(folder: string, counterexample: Counterexample): { file: string; isNew: boolean } {
  const file = fileNameOf(counterexample)
  const path = join(folder, file)
  return withFiles('saveCounterexample', path, () => {
    if (existsSync(path)) return { file, isNew: false }
    makeFolder(folder)
    writeWhole(path, counterexampleText(counterexample))
    return { file, isNew: true }
  })
}
