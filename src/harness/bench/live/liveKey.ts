import { keyProblem } from '../../../client/keys/keyProblem.ts'
import { Secret } from '../../../client/secret.ts'
import { messages } from '../../../messages/index.ts'
import { Problem } from '../../problem.ts'
import { providers, type BenchSettings } from '../benchSettings.ts'

const words = messages.errors.live

/** Where a key may come from. Never from an argument: every process of the machine can read those. */
export interface KeySources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** What the config says of the provider that it names. */
  readonly settings?: Pick<BenchSettings, 'provider' | 'baseURL' | 'apiKeyEnv'>
  /** What `--key-file` names. */
  readonly file?: { readonly path: string; readonly read: () => string } | undefined
  /** All of the standard input, if `--key-stdin` was given. */
  readonly stdin?: (() => Promise<string>) | undefined
}

/** The key for `url`, from the one place that was named. Throws a `Problem` that holds nothing of it. */
export async function liveKey(url: URL, { env, settings, file, stdin }: KeySources): Promise<Secret> {
  if (file !== undefined && stdin !== undefined) throw new Problem('usage', words.twoKeys())
  if (stdin !== undefined) return usable(await stdin(), '--key-stdin')
  if (file !== undefined) return usable(readFrom(file), '--key-file')
  const variable = variableFor(url.origin, settings ?? {})
  if (variable === undefined) throw new Problem('refused', words.noKeyName(url.host))
  const value = env[variable]
  if (value === undefined || value.trim() === '') throw new Problem('refused', words.noKey(url.host, variable))
  return usable(value, variable)
}

/** A key goes to the provider that it is of: one that is named for another address is none for this. */
function variableFor(
  origin: string,
  { provider = 'holysheep', baseURL, apiKeyEnv }: BenchSettings,
): string | undefined {
  const own = URL.parse(baseURL ?? providers[provider].baseURL)?.origin
  if (apiKeyEnv !== undefined && own === origin) return apiKeyEnv
  return Object.values(providers).find((known) => new URL(known.baseURL).origin === origin)?.apiKeyEnv
}

function readFrom({ read }: NonNullable<KeySources['file']>): string {
  try {
    return read()
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    throw new Problem('refused', words.noKeyFile(`the system said ${code}`), { cause: error })
  }
}

function usable(raw: string, from: string): Secret {
  const problem = keyProblem(raw)
  if (problem === undefined) return new Secret(raw.trim())
  // "the apiKey begins with the word Bearer: …": the words behind its subject.
  throw new Problem('refused', words.badKey(from, problem.message.replace(/^the apiKey /, 'it ')))
}
