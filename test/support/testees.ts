import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The command line of a program of `test/support/testees`. */
export function testee(name: string): string {
  return `'${process.execPath}' '${join(import.meta.dirname, 'testees', `${name}.mjs`)}'`
}

/** Whether a process is there, and not only waiting to be buried. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const [state] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
