import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Config } from './defineConfig.ts'
import type { PlaceOf } from './place.ts'

const words = messages.errors.config
const names = ['bench.config.ts', 'bench.config.js', 'bench.config.mjs']

export interface LoadedConfig {
  readonly config: Config
  /** As the user knows it: relative to where the command was given. Null if there is none. */
  readonly file: string | null
  /** First digits of the file's sha256; null if there is none. */
  readonly hash: string | null
}

const none: LoadedConfig = { config: {}, file: null, hash: null }

/**
 * The config of a folder: `asked` if a file was named, none if `asked` is false, else the `bench.config.*` that lies
 * there, if any. Throws a `Problem` for one that cannot be read or says what makes no sense.
 */
export async function loadConfig(cwd: string, asked: string | false | undefined): Promise<LoadedConfig> {
  if (asked === false) return none
  const path = asked === undefined ? names.map((name) => resolve(cwd, name)).find(existsSync) : resolve(cwd, asked)
  if (path === undefined) return none
  if (!existsSync(path)) throw new Problem('usage', words.missing(asked!))
  const file = relative(cwd, path)
  const text = readFileSync(path, 'utf8')
  const placeOf: PlaceOf = (_keys, word) => `${file}${lineOf(text, word)}`
  const { importConfig } = await import('./importConfig.ts')
  let loaded: unknown
  try {
    loaded = await importConfig(path)
  } catch (error) {
    throw problemOf(error, path, file)
  }
  const exported = (loaded as { default?: unknown }).default
  if (typeof exported !== 'object' || exported === null) throw new Problem('usage', words.noDefault(file))
  // Loaded only where there is a config: valibot, and every catalogue that a config may name.
  const [{ validate }, { checkNames }] = await Promise.all([import('./validate.ts'), import('./checkNames.ts')])
  const config = validate(exported, placeOf)
  checkNames(config, placeOf)
  return { config, file, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) }
}

/** `:7` if the word stands on one line only: a wrong line would be worse than none. */
function lineOf(text: string, word: string | undefined): string {
  if (word === undefined || !/^[\w$.-]+$/.test(word)) return ''
  const form = new RegExp(String.raw`(?<![\w$-])${word.replaceAll(/[$.]/g, String.raw`\$&`)}(?![\w$-])`)
  const found = text.split('\n').flatMap((line, index) => (form.test(line) ? [index + 1] : []))
  return found.length === 1 ? `:${found[0]}` : ''
}

function problemOf(error: unknown, path: string, file: string): Problem {
  const {
    code,
    message,
    stack = '',
  } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) }
  const said = (message ?? '').split('\n')[0]!.replaceAll(path, file)
  const place = `${file}${lineInStack(stack, path)}`
  if (code?.endsWith('MODULE_NOT_FOUND') === true)
    return new Problem('usage', words.notFound(place, said), { cause: error })
  const text = error instanceof SyntaxError ? words.broken(place, said) : words.threw(place, said)
  return new Problem('usage', text, { cause: error })
}

/** Node puts `path:line` above a syntax error's snippet and into every frame. */
function lineInStack(stack: string, path: string): string {
  const at = stack.indexOf(`${path}:`)
  return at < 0 ? '' : (/^:\d+/.exec(stack.slice(at + path.length))?.[0] ?? '')
}
