// What it costs to keep a million calls: lines a second written and read, and the largest memory of each. Beside it a stream,
// which is what a program would use otherwise: how fast it is, what it holds, and what a kill takes away from it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printMachine } from './machine.ts'
import type { StoreFigures, StoreTask } from './storeWorker.ts'

const calls = Number(process.argv[2] ?? 1_000_000)
const out = mkdtempSync(join(tmpdir(), 'brownout-store-'))

/** Each in a process of its own, so that its memory is its own. */
async function measured(task: StoreTask): Promise<StoreFigures> {
  const worker = fork(new URL('./storeWorker.ts', import.meta.url), [task, String(calls), out])
  const [figures] = (await once(worker, 'message')) as [StoreFigures]
  await once(worker, 'exit')
  return figures
}

printMachine()
console.log(`${calls} calls`)
const tasks: readonly (readonly [StoreTask, string])[] = [
  ['write', 'written by a run folder, fdatasync every 250 ms'],
  ['stream', 'written to a stream (createWriteStream)'],
  ['read', 'read, checked, each call once'],
  ['summarise', 'read and summed up'],
  ['merge', 'merged of four shards'],
]
const found = new Map<StoreTask, StoreFigures>()
for (const [task, what] of tasks) {
  const figures = await measured(task)
  found.set(task, figures)
  const { lines, seconds, largestMb, longestStopMs } = figures
  const rate = Math.round(lines / seconds / 1_000)
  const stop = longestStopMs === undefined ? '' : `, longest stop of the event loop ${longestStopMs.toFixed(1)} ms`
  console.log(`${what}: ${rate}k lines/s, ${Math.round(largestMb)} MB${stop}`)
}
const [folder, stream] = [found.get('write')!, found.get('stream')!]
console.log(`a run folder holds ${(folder.largestMb / stream.largestMb).toFixed(2)} times the memory of a stream`)
rmSync(out, { recursive: true, force: true })
