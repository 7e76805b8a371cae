import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TypedEnd, TypedLine } from './typedLines.ts'

const script = fileURLToPath(new URL('typedLines.ts', import.meta.url))
const watch = new URL('watchNetwork.mjs', import.meta.url).href

/** Gives command lines in one process of plain Node, whose network is watched; `within` runs it in something. */
export function typeWatched(lines: readonly TypedLine[], within: readonly string[] = []): readonly TypedEnd[] {
  const [command, ...args] = [...within, process.execPath, '--import', watch, script]
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'] }
  const ran = spawnSync(command!, args, { input: JSON.stringify(lines), encoding: 'utf8', env, maxBuffer: 1 << 26 })
  if (ran.status !== 0) throw new Error(`it ended with ${ran.status ?? ran.signal}: ${ran.stderr}`)
  return JSON.parse(ran.stdout) as TypedEnd[]
}

/** Runs what follows in a network of its own, with loopback up and no way out. */
export const withoutRoute = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

/** Why `withoutRoute` cannot be had here; undefined where it can. */
export function noNamespace(): string | undefined {
  const [command, ...args] = withoutRoute
  const tried = spawnSync(command!, [...args, 'true'], { encoding: 'utf8' })
  if (tried.status === 0) return undefined
  return (tried.error?.message ?? tried.stderr.trim()) || `unshare ended with ${tried.status}`
}
