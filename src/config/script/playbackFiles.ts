import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { catalogue, type FaultSpec, type Rule, type Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { checkRecording } from '../../protocol/recording/checkRecording.ts'
import { recordingText } from '../../protocol/recording/readRecording.ts'
import { RecordingProblem } from '../../protocol/recording/recordingProblem.ts'
import { dotted, type PlaceOf } from '../place.ts'

const words = messages.errors.recordings

/**
 * The script with every recording that it names in the place of its name: what is played is plain data, and a hash of the
 * script is one of all that it does. `folder` is the script's own; one that came without a folder (over the control API)
 * names no files. Throws a `Problem`.
 */
export function withRecordings(script: Script, folder: string | undefined, placeOf: PlaceOf): Script {
  const models = Object.entries(script.models).map(([model, rules]) => {
    const read = rules.map((rule, index) => withRecording(rule, folder, placeOf, ['models', model, index, 'fault']))
    return [model, read] as const
  })
  return { ...script, models: Object.fromEntries(models) }
}

function withRecording(
  rule: Rule,
  folder: string | undefined,
  placeOf: PlaceOf,
  keys: readonly (string | number)[],
): Rule {
  if (rule.fault.type !== catalogue.playback.type) return rule
  const { file, ...fault } = rule.fault as FaultSpec & { readonly file?: string }
  if ((file === undefined) === (fault['exchanges'] === undefined))
    throw new Problem('usage', words.fileOrExchanges(dotted(keys), placeOf([...keys, 'type'], fault.type)))
  if (file === undefined) return rule
  const where = [...keys, 'file']
  if (folder === undefined) throw new Problem('usage', words.noFolder(dotted(where), placeOf(where, file)))
  const path = pathBelow(folder, file, dotted(where), placeOf(where, file))
  try {
    return { ...rule, fault: { ...fault, exchanges: checkRecording(recordingText(path, file), file).exchanges } }
  } catch (error) {
    if (!(error instanceof RecordingProblem)) throw error
    throw new Problem('usage', error.text, { cause: error })
  }
}

/** Nothing that a script names may lead out of its folder: scripts are passed around. */
function pathBelow(folder: string, file: string, name: string, place: string): string {
  const isPlain = file !== '' && !/^\/|^[a-z]:|[\\\0]/i.test(file) && !file.split('/').includes('..')
  if (!isPlain) throw new Problem('usage', words.noPath(name, place, file))
  const path = join(folder, file)
  const real = realPath(path)
  if (real !== undefined && !real.startsWith(`${realpathSync(folder)}${sep}`))
    throw new Problem('usage', words.linkedOutside(name, place, file))
  return path
}

/** Undefined for what is not there: whoever reads it says so. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
