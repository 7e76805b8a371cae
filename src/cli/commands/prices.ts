import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { nearest } from '../../messages/nearest.ts'
import { withFiles, writeWhole } from '../../harness/files.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { readLiteLlmPrices, type ImportedPrices, type LeftOut } from '../../protocol/liteLlmPrices.ts'
import type { ModelFacts, ModelTable } from '../../protocol/models.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'

const words = messages.cli.prices
const problems = messages.errors.prices

const schema = 'brownout/models/1'

/** What `import` writes if --out says nothing else. */
const defaultOut = 'prices.json'

/** Makes a table of models, in the format of `fixtures/models.json`, out of LiteLLM's price map. */
export const prices: Command = {
  grammar: { flags: ['out', 'models', 'date'], words: { atLeast: 2, atMost: 2 } },
  run: async ({ words: [action, file], flags }, { cwd, out: sink, err }) => {
    if (action !== 'import') throw new Problem('usage', problems.unknownAction(action!))
    const { map, date } = readMap(resolve(cwd, file!), file!)
    const imported = readLiteLlmPrices(map, basename(file!), flags.date ?? date)
    const models = flags.models === undefined ? imported.models : chosen(flags.models, imported)
    if (models.length === 0) throw new Problem('usage', problems.nothing(file!))
    const out = flags.out ?? defaultOut
    write(resolve(cwd, out), out, { schema, models })
    const say = (text: string, to = sink) => to.write(`${inertLine(visible(text))}\n`)
    say(words.written(models.length, out))
    // Who asked for some models has been told of those: the rest is no news.
    if (flags.models === undefined) {
      for (const [mode, count] of Object.entries(imported.otherModes)) say(words.otherMode(mode, count))
      for (const one of imported.leftOut) say(words.leftOut(one.name, whyOf(one)), err)
    }
    const withMore = models.filter(({ notCounted }) => notCounted.length > 0).length
    if (withMore > 0) say(words.notCounted(withMore))
    return exitCodes.held
  },
}

/** The map, and the day on which the file was written. */
function readMap(path: string, file: string): { map: Record<string, unknown>; date: string } {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new Problem('usage', problems.noFile(file))
  if (!found.isFile()) throw new Problem('usage', problems.notAFile(file))
  const text = withFiles('read', path, () => readFileSync(path, 'utf8'))
  let map: unknown
  try {
    map = JSON.parse(text)
  } catch (error) {
    throw new Problem('usage', problems.notJson(file, (error as Error).message), { cause: error })
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw new Problem('usage', problems.notAMap(file))
  return { map: map as Record<string, unknown>, date: found.mtime.toISOString().slice(0, 10) }
}

/** By the map's name, or else by the name that a request uses, which several providers may share. */
function chosen(names: readonly string[], { models, leftOut }: ImportedPrices): readonly ModelFacts[] {
  const wanted = names.flatMap((name) => {
    const named = models.filter((model) => model.name === name)
    const found = named.length > 0 ? named : models.filter(({ id }) => id === name)
    if (found.length > 0) return found
    const unusable = leftOut.find((one) => one.name === name)
    if (unusable !== undefined) throw new Problem('usage', problems.unusable(name, whyOf(unusable)))
    throw new Problem(
      'usage',
      problems.unknownModel(
        name,
        nearest(
          name,
          models.map((model) => model.name),
        ),
      ),
    )
  })
  return [...new Set(wanted)]
}

function whyOf({ reason, field = '', found = '' }: LeftOut): string {
  return words.why[reason](field, found)
}

function isTable(path: string): boolean {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Partial<ModelTable> | null)?.schema === schema
  } catch {
    return false
  }
}

function write(path: string, out: string, table: ModelTable): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory() === true) throw new Problem('usage', problems.outIsFolder(out))
  // An older table is made anew; whatever else has that name is somebody's.
  if (there?.isFile() === true && there.size > 0 && !isTable(path)) throw new Problem('usage', problems.notOurs(out))
  withFiles('writePrices', path, () => writeWhole(path, `${JSON.stringify(table, null, 2)}\n`))
}
