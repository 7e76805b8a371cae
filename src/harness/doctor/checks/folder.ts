import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messages } from '../../../messages/index.ts'
import type { Clock } from '../../../runtime/index.ts'
import type { Check, Finding } from '../finding.ts'

const words = messages.doctor.folder

const syncs = 5
/** What a benchmark hands over is on the disk four times a second: a disk that takes longer holds it up. */
const slowMs = 100
/** A million samples come to about 400 MB. */
const littleBytes = 512 * 1024 * 1024

/** The folder for results can be made and written, and what is written there can be made to stay. */
export const folder: Check = {
  name: 'folder',
  look: ({ out: { path, shown }, clock }) => {
    const found = (state: Finding['state'], text: string, fix: string | null): Finding[] => [
      { check: 'folder', state, text, fix },
    ]
    let syncMs: number
    let freeBytes: number
    try {
      const parent = nearestFolder(path)
      syncMs = syncTime(parent, clock)
      const { bavail, bsize } = statfsSync(parent)
      freeBytes = bavail * bsize
    } catch (error) {
      const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException
      return found('broken', words.notWritable(shown, code), words.fixPlace)
    }
    if (freeBytes < littleBytes) return found('warning', words.full(shown, freeBytes), words.fixPlace)
    if (syncMs > slowMs) return found('warning', words.slow(shown, syncMs), words.fixSlow)
    return found('ok', words.ok(shown, syncMs), null)
  },
}

/** The folder itself need not be there yet. */
function nearestFolder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined || dirname(path) === path) return path
  return nearestFolder(dirname(path))
}

/** The median of a few; nothing is left behind. */
function syncTime(parent: string, clock: Clock): number {
  const trial = mkdtempSync(join(parent, '.brownout-doctor-'))
  try {
    const handle = openSync(join(trial, 'trial'), 'w')
    try {
      const times = Array.from({ length: syncs }, () => {
        writeSync(handle, Buffer.alloc(4_096))
        const startedMs = clock.now()
        fsyncSync(handle)
        return clock.now() - startedMs
      })
      return times.toSorted((one, other) => one - other)[Math.floor(syncs / 2)]!
    } finally {
      closeSync(handle)
    }
  } finally {
    rmSync(trial, { recursive: true, force: true })
  }
}
