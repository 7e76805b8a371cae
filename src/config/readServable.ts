import { dirname, resolve } from 'node:path'
import type { Script } from '../faults/index.ts'
import type { Declared } from '../history/index.ts'
import { readCounterexample } from './counterexample/readCounterexample.ts'
import { readScript, textOfFile } from './script/readScript.ts'

/** What a file says that `brownout serve` was given. */
export interface Servable {
  readonly script: Script
  /** Declared of clients; nothing by a script. */
  readonly expect: Declared
  readonly seed?: number
}

/** A counterexample says in its text that it is one; whatever else is there is to be a script. Throws a `Problem`. */
export function readServable(cwd: string, file: string): Servable {
  const text = textOfFile(cwd, file)
  if (!/"schema"\s*:\s*"brownout\/counterexample\//.test(text))
    return { script: readScript(text, file, dirname(resolve(cwd, file))), expect: {} }
  const { case: given, seed } = readCounterexample(text, file)
  return { script: given.upstream, expect: given.expect, seed }
}
