import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Script } from '../../faults/index.ts'
import { withFiles } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { NotJson, readJson, type JsonDocument } from '../json/readJson.ts'
import { dotted, type PlaceOf } from '../place.ts'
import { checkScript } from './checkScript.ts'
import { withRecordings } from './playbackFiles.ts'

const words = messages.errors.script

/** A script of 10,000 rules has some 1 MB. */
const largestScriptBytes = 16 * 1024 * 1024

/** Reads and checks a script that lies in a file. Throws a `Problem` that says what is wrong with it, and where. */
export function readScriptFile(cwd: string, file: string): Script {
  const path = resolve(cwd, file)
  const bytes = withFiles('readScript', path, () => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) throw new Problem('usage', words.noFile(file))
    if (!stat.isFile()) throw new Problem('usage', words.notAFile(file))
    if (stat.size > largestScriptBytes) throw new Problem('usage', words.tooLarge(file, stat.size, largestScriptBytes))
    return readFileSync(path)
  })
  return readScript(textOf(bytes, file), file, dirname(path))
}

/** `file` is what an error calls it; recordings that it names lie below `folder`. */
export function readScript(text: string, file: string, folder?: string): Script {
  const document = documentOf(text, file)
  const placeOf: PlaceOf = (keys) => {
    const line = document.lineOf(keys)
    return line === undefined ? file : `${file}:${line}`
  }
  const script = checkScript(document.value, placeOf)
  const twice = document.keyTwice()
  if (twice !== undefined) throw new Problem('usage', words.keyTwice(dotted(twice.keys), file, twice.lines))
  return withRecordings(script, folder, placeOf)
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    // Takes a byte order mark away, too: editors on Windows leave one.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Problem('usage', words.notText(file), { cause: error })
  }
}

function documentOf(text: string, file: string): JsonDocument {
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    const { line, column } = error.position
    const text = words.notJson(`${file}:${line}:${column}`, error.expected, error.found)
    throw new Problem('usage', text, { cause: error })
  }
}
