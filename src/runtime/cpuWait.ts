import { readFileSync } from 'node:fs'

/** Since the process began, in ns: how long its main thread had a CPU, and how long it could have run and waited for one. */
interface ScheduledNs {
  readonly ranNs: number
  readonly waitedNs: number
}

/**
 * What Linux counts of the main thread (proc(5), Documentation/scheduler/sched-stats). Undefined elsewhere, and where the kernel
 * does not count.
 */
export function scheduled(file = '/proc/self/schedstat'): ScheduledNs | undefined {
  try {
    const [ranNs, waitedNs] = readFileSync(file, 'utf8').split(' ').map(Number)
    return Number.isFinite(ranNs) && Number.isFinite(waitedNs) ? { ranNs: ranNs!, waitedNs: waitedNs! } : undefined
  } catch {
    return undefined
  }
}

/** Of the time in which a thread could run, the share in which it waited for a CPU; null where nobody counted. */
export function waitShare(before: ScheduledNs | undefined, after: ScheduledNs | undefined): number | null {
  if (before === undefined || after === undefined) return null
  const [ranNs, waitedNs] = [after.ranNs - before.ranNs, after.waitedNs - before.waitedNs]
  return ranNs + waitedNs > 0 ? Math.round((waitedNs / (ranNs + waitedNs)) * 1000) / 1000 : 0
}
