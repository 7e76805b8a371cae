import { readdirSync, readFileSync } from 'node:fs'

/** The variable that every child inherits, wherever it goes, unless it takes care not to. */
export const markerName = 'BROWNOUT_RUN'

/** A program that forks faster than it is ended is not chased for ever. */
const mostRounds = 5

/**
 * Ends every process whose environment carries the marker, wherever it went. Returns how many of them had left `group`; 0 where
 * there is no /proc.
 */
export function killStragglers(marker: string, group: number): number {
  const outside = new Set<number>()
  for (let round = 0; round < mostRounds; round += 1) {
    const found = stragglers(marker)
    if (found.length === 0) break
    for (const pid of found) {
      if (statOf(pid).group !== group) outside.add(pid)
      killOne(pid)
    }
  }
  return outside.size
}

/** Processes of this user that were started with the marker, by their environment as Linux shows it. */
export function stragglers(marker: string): number[] {
  return processes().filter((pid) => pid !== process.pid && carries(pid, marker))
}

/** How many processes of a group are there and not only waiting to be buried; undefined where there is no /proc. */
export function livingMembers(group: number): number | undefined {
  const all = processes()
  return all.length === 0 ? undefined : all.filter((pid) => isLivingMember(pid, group)).length
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was gone before.
  }
}

function processes(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}

function carries(pid: number, marker: string): boolean {
  // One that is dead and not yet buried has no environment any more.
  return readOf(pid, 'environ').includes(`${markerName}=${marker}\0`)
}

function isLivingMember(pid: number, group: number): boolean {
  const { state, group: itsGroup } = statOf(pid)
  return itsGroup === group && state !== 'Z' && state !== 'X'
}

/** `stat` is: pid (name) state parent group …; the name may hold anything. */
function statOf(pid: number) {
  const [state, , group] = readOf(pid, 'stat').split(') ').at(-1)!.split(' ')
  return { state, group: Number(group) }
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
