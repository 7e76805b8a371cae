import { spawnSync } from 'node:child_process'

/** Nobody waits longer for a program to say its version, in ms. */
const longestMs = 5_000

const known = new Map<string, string | null>()

/**
 * The first version that a program names when it is asked for it, as in `curl --version`; null where it is not installed. It is
 * asked once: that stops this process for as long as it takes.
 */
export function programVersion(program: string): string | null {
  const version = known.get(program) ?? askVersion(program)
  known.set(program, version)
  return version
}

function askVersion(program: string): string | null {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: longestMs })
  if (status !== 0) return null
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? null
}
