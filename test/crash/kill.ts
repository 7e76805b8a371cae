import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { resumePoint } from '../../src/harness/bench/store/resumePoint.ts'
import type { RandomStream } from '../../src/runtime/index.ts'

const program = fileURLToPath(new URL('benchProgram.ts', import.meta.url))

/** Longer than the program needs to begin; a kill that falls before finds no folder yet, or a folder that is just made. */
const startMs = 400
/** About as long as the load of the plan. */
const loadMs = 800

export interface Ended {
  /** The last number of records that the process acknowledged; 0 if none. */
  readonly acknowledged: number
  readonly wasKilled: boolean
}

/** Runs the program, and kills it at an instant that chance draws: mostly while it works, at times while it begins. */
export async function runAndKill(mode: 'new' | 'resume', path: string, random: RandomStream): Promise<Ended> {
  const child = spawn(process.execPath, [program, mode, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const ready = Promise.withResolvers<void>()
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.startsWith('ready\n')) ready.resolve()
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('close', (_code, signal) => resolve(signal))
    child.on('error', reject)
  })
  const isEarly = random() < 0.2
  if (!isEarly) await Promise.race([ready.promise, ended])
  const timer = setTimeout(() => child.kill('SIGKILL'), random() * (isEarly ? startMs : loadMs))
  const signal = await ended
  clearTimeout(timer)
  return { acknowledged: lastNumber(said), wasKilled: signal === 'SIGKILL' }
}

/** Runs the program to its end. */
export async function runToEnd(mode: 'new' | 'resume', path: string): Promise<void> {
  const child = spawn(process.execPath, [program, mode, path], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`the program ended with ${String(code)}`)
}

/** The run that a process left in `out`; undefined if it died before there was one. */
export function runIn(out: string): string | undefined {
  const name = existsSync(out) ? readdirSync(out).find((one) => /^\d{4}-/.test(one)) : undefined
  return name === undefined ? undefined : join(out, name)
}

/** How many calls are on the disk of the run in `out`; 0 if there is none yet. */
export function recordedIn(out: string): number {
  const folder = runIn(out)
  if (folder === undefined || !existsSync(join(folder, 'history.ndjson'))) return 0
  // A line is longer than this.
  if (statSync(join(folder, 'history.ndjson')).size < 500) return 0
  return resumePoint(readRun(folder)).recorded
}

/** Only whole lines count: what a pipe holds of one more was not said yet. */
function lastNumber(said: string): number {
  const lines = said
    .slice(0, said.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
  return Number(lines.at(-1) ?? 0)
}
