import { readFileSync } from 'node:fs'
import type { Writer } from './manifest.ts'

/** This process, as one that writes to a folder. */
export function thisWriter(): Writer {
  return { pid: process.pid, life: lifeOf(process.pid) }
}

/** Whether that process is still there, and is not this one. */
export function isAlive({ pid, life }: Writer): boolean {
  if (pid === process.pid || !exists(pid)) return false
  return life === null || lifeOf(pid) === null || lifeOf(pid) === life
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there and somebody else's (EPERM), or it is not (ESRCH).
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Numbers of processes come again, in containers soon. On Linux the boot and the tick in which a process began (proc(5),
 * field 22 of stat) tell two apart; null elsewhere.
 */
function lifeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name stands in brackets, and may hold some itself.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    return `${boot}:${afterName[19]}`
  } catch {
    return null
  }
}
