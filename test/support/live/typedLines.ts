import { readFileSync } from 'node:fs'
import { main } from '../../../src/cli/main.ts'

/** A command line with the environment in which it is given. */
export interface TypedLine {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

export interface TypedEnd {
  readonly code: number
  readonly told: string
  /** What would have left this machine. */
  readonly attempts: readonly string[]
}

/** Reads `TypedLine[]` from standard input, does one after the other, and writes how each ended. */
const lines = JSON.parse(readFileSync(0, 'utf8')) as TypedLine[]
const attempts = (globalThis as { networkAttempts?: string[] }).networkAttempts ?? []
const ends: TypedEnd[] = []
for (const { argv, env, cwd } of lines) {
  let told = ''
  const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
  const set = Object.keys(env).filter((name) => process.env[name] === undefined)
  Object.assign(process.env, env)
  // Whoever waits for requests is stopped as soon as it listens.
  const onStop = (stop: (signal: 'SIGTERM') => void) => (setTimeout(stop, 50, 'SIGTERM'), () => {})
  const code = await main(argv, { out: sink, err: sink, cwd, env: process.env, onStop })
  for (const name of set) delete process.env[name]
  ends.push({ code, told, attempts: attempts.splice(0) })
}
process.stdout.write(JSON.stringify(ends), () => process.exit(0))
