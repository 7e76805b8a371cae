import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Script } from '../../faults/index.ts'
import { withFiles } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { decoded, readDocument } from '../json/document.ts'
import { checkScript } from './checkScript.ts'
import { withRecordings } from './playbackFiles.ts'

const words = messages.errors.script

/** A script of 10,000 rules has some 1 MB. */
const largestScriptBytes = 16 * 1024 * 1024

/** Reads and checks a script that lies in a file. Throws a `Problem` that says what is wrong with it, and where. */
export function readScriptFile(cwd: string, file: string): Script {
  return readScript(textOfFile(cwd, file), file, dirname(resolve(cwd, file)))
}

/** Of a file that is to be served. Throws a `Problem` for one that is not there, too large, or no text. */
export function textOfFile(cwd: string, file: string): string {
  const path = resolve(cwd, file)
  const bytes = withFiles('readScript', path, () => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) throw new Problem('usage', words.noFile(file))
    if (!stat.isFile()) throw new Problem('usage', words.notAFile(file))
    if (stat.size > largestScriptBytes) throw new Problem('usage', words.tooLarge(file, stat.size, largestScriptBytes))
    return readFileSync(path)
  })
  return decoded(bytes, file)
}

/** `file` is what an error calls it; recordings that it names lie below `folder`. */
export function readScript(text: string, file: string, folder?: string): Script {
  const { value, placeOf, refuseKeyTwice } = readDocument(text, file)
  const script = checkScript(value, placeOf)
  refuseKeyTwice()
  return withRecordings(script, folder, placeOf)
}
