import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { messages } from '../../../messages/index.ts'
import { withFiles } from '../../files.ts'
import { Problem } from '../../problem.ts'
import { BenchFolder, type BenchFolderOptions } from './benchFolder.ts'
import { historyFile } from './manifest.ts'
import type { BenchRun } from './readRun.ts'
import type { ResumePoint } from './resumePoint.ts'
import { isAlive, thisWriter } from './writer.ts'

const words = messages.errors.runs

/** Throws a `Problem` for a run that is still under way, and for one that cannot be added to. */
export function demandResumable({ folder, manifest }: BenchRun, { skipped }: ResumePoint): void {
  if (manifest.writer !== null && isAlive(manifest.writer))
    throw new Problem('usage', words.stillRunning(folder, manifest.writer.pid))
  if (manifest.merged !== null) throw new Problem('usage', words.merged(folder))
  if (skipped.counts.has('foreign')) throw new Problem('usage', words.foreignHistory(join(folder, historyFile)))
}

/**
 * Opens the folder of a run that was interrupted. The piece of a line that a dying process left is cut off, and a note says
 * that the run went on.
 */
export function reopen(run: BenchRun, point: ResumePoint, options: BenchFolderOptions = {}): BenchFolder {
  demandResumable(run, point)
  const path = join(run.folder, historyFile)
  withFiles('write', path, () => truncateSync(path, point.wholeBytes))
  const folder = new BenchFolder(run.folder, run.manifest, point.wholeBytes, options)
  folder.describe({ state: 'running', writer: thisWriter() })
  folder.add({ type: 'note', atMs: point.atMs, note: 'resumed', text: messages.runs.resumed(point) })
  return folder
}
