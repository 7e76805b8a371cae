import { ClientOptionsError } from '../optionsError.ts'
import { keyProblem, type KeyProblem } from './keyProblem.ts'

/** A key by the name of the environment variable that holds it: options can be printed and kept in a file. */
export interface EnvironmentKey {
  readonly fromEnvironment: string
}

/** The key itself, or where it is. */
export type ApiKey = string | EnvironmentKey

/**
 * The key in an environment variable, read when the client is made: `apiKey: env('HOLYSHEEP_API_KEY')`. A variable that
 * is not set is a `ClientOptionsError` then, and names the variable. Throws one at once for what is no variable's name.
 */
export function env(name: string): EnvironmentKey {
  if (typeof name !== 'string' || !/^[A-Za-z_]\w*$/.test(name))
    throw new ClientOptionsError(
      "env() takes the name of an environment variable, as in env('HOLYSHEEP_API_KEY'); was it given the key itself?",
    )
  return Object.freeze({ fromEnvironment: name })
}

/** A key as it was given, spaces and all, and what is wrong with it. */
export interface ReadKey {
  readonly raw: string | undefined
  readonly problem: KeyProblem | undefined
}

/** Reads the key from where it is, and looks at it. Does not throw. */
export function readKey(apiKey: ApiKey | undefined): ReadKey {
  if (typeof apiKey !== 'object' || apiKey === null) return { raw: apiKey, problem: keyProblem(apiKey) }
  const name = apiKey.fromEnvironment
  const raw = process.env[name]
  const problem = keyProblem(raw)
  if (raw === undefined) {
    const message = `the environment variable ${shown(name)} is not set: set it to the provider's key`
    return { raw, problem: { kind: 'missing', message } }
  }
  if (problem === undefined) return { raw, problem }
  return { raw, problem: { ...problem, message: `${problem.message} (read from ${shown(name)})` } }
}

/** The key, without white space around it. Throws a `ClientOptionsError` that names `owner`, and never shows the key. */
export function keyFrom(apiKey: ApiKey | undefined, owner: string): string {
  const { raw, problem } = readKey(apiKey)
  if (problem !== undefined) throw new ClientOptionsError(`${owner}: ${problem.message}`)
  return raw!.trim()
}

/** A key given in the place of a name would be a key in an error message. */
function shown(name: string): string {
  return /^(?:[A-Z_][A-Z0-9_]*|[a-z]+(?:_[a-z]+)*)$/.test(name) ? name : '(its name is not shown: it looks like a key)'
}
