import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** The variable that every child inherits, wherever it goes, unless it takes care not to. */
export const markerName = 'BROWNOUT_RUN'

/** A program that forks faster than it is ended is not chased for ever. */
const mostRounds = 20

/** Looks at a process without an environment, and the ms between two: `execve` takes less, and some never have one. */
const mostLooks = 4
const startingMs = 5

/** What Linux tells of a process: its environment, undefined if it belongs to somebody else, and what stands in `stat`. */
interface Seen {
  readonly pid: number
  readonly environment: string | undefined
  readonly state: string | undefined
  readonly parent: number
  readonly group: number
}

/** Ends every process whose environment carries the marker, at once: for the end of this process, which waits for nobody. */
export function killStragglersNow(marker: string): void {
  let looks = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const all = pidsIn(namesNow()).map(seenNow)
    const found = all.filter(carrying(marker))
    if (found.length === 0 && (!all.some(isStarting) || (looks += 1) === mostLooks)) return
    for (const { pid } of found) killOne(pid)
  }
}

/**
 * Ends every process whose environment carries the marker, wherever it went. Resolves with how many of them had left `group`; 0
 * where there is no /proc. It reads some hundred files, and lets others work meanwhile. `look` is how it sees what runs.
 */
export async function killStragglers(marker: string, group: number, look = processes): Promise<number> {
  const outside = new Set<number>()
  let looks = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const all = await look()
    const found = all.filter(carrying(marker))
    if (found.length === 0 && (!all.some(isStarting) || (looks += 1) === mostLooks)) break
    if (found.length === 0) await sleep(startingMs)
    for (const { pid, group: itsGroup } of found) {
      if (itsGroup !== group) outside.add(pid)
      killOne(pid)
    }
  }
  return outside.size
}

/** How many processes carry the marker, or belong to the group and are not only waiting to be buried. */
export async function countRemains(marker: string, group: number): Promise<{ members: number; marked: number }> {
  const all = await processes()
  const isMember = (one: Seen) => one.group === group && one.state !== 'Z' && one.state !== 'X'
  return { members: all.filter(isMember).length, marked: all.filter(carrying(marker)).length }
}

function carrying(marker: string): (seen: Seen) => boolean {
  // One that is dead and not yet buried has no environment any more.
  return ({ pid, environment = '' }) => pid !== process.pid && environment.includes(`${markerName}=${marker}\0`)
}

/** The first process of the kernel's own: they have no environment. */
const kernel = 2

/** For a moment in `execve` a process has no environment: it may be a child that bears the marker the next time one looks. */
function isStarting({ pid, environment, state, parent }: Seen): boolean {
  return environment === '' && pid !== kernel && parent !== kernel && state !== undefined && !/[ZX]/.test(state)
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was gone before.
  }
}

/** All that run here, as far as they can be seen. */
export async function processes(): Promise<Seen[]> {
  const names = await readdir('/proc').catch(() => [])
  const seen: Seen[] = []
  for (const pid of pidsIn(names)) {
    const [environment, stat] = await Promise.all([readText(pid, 'environ'), readText(pid, 'stat')])
    seen.push(seenIn(pid, environment, stat ?? ''))
  }
  return seen
}

function readText(pid: number, file: string): Promise<string | undefined> {
  return readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => undefined)
}

function seenNow(pid: number): Seen {
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'latin1')
    } catch {
      return undefined
    }
  }
  return seenIn(pid, read('environ'), read('stat') ?? '')
}

function namesNow(): string[] {
  try {
    return readdirSync('/proc')
  } catch {
    return []
  }
}

function pidsIn(names: readonly string[]): number[] {
  return names.flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}

/** `stat` is: pid (name) state parent group …; the name may hold anything. */
function seenIn(pid: number, environment: string | undefined, stat: string): Seen {
  const [state, parent, group] = stat.split(') ').at(-1)!.split(' ')
  return { pid, environment, state, parent: Number(parent), group: Number(group) }
}
