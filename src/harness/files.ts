import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { messages } from '../messages/index.ts'
import { Problem } from './problem.ts'

const { cannot, doing, mends, reasons } = messages.errors.environment

const reasonOfCode: Readonly<Record<string, string>> = {
  EEXIST: reasons.notAFolder,
  ENOTDIR: reasons.notAFolder,
  EISDIR: reasons.notAFolder,
  EACCES: reasons.notAllowed,
  EPERM: reasons.notAllowed,
  EROFS: reasons.notAllowed,
  ENOSPC: reasons.full,
  EDQUOT: reasons.full,
  EFBIG: reasons.tooLarge,
  ENOENT: reasons.missing,
}

/** Does work on files; what the system refuses becomes a problem of the environment, at this path. */
export function withFiles<Result>(what: keyof typeof doing, path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const reason = reasonOfSystem(code)
    throw new Problem('environment', cannot(doing[what], path, reason, mends[what]), { cause: error })
  }
}

/** What an error code of the system means to whoever wanted to write. */
export function reasonOfSystem(code: string): string {
  return reasonOfCode[code] ?? reasons.other(code)
}

/** With all folders above it. Node's own `recursive` never returns where the system makes no folders, as in /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  mkdirSync(path)
}

/** `writeSync` may write less than it was given: a full disk says so only at the next call. */
export function writeFully(handle: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length;) {
    written += writeSync(handle, bytes, written)
  }
}

/** Node's permission system forbids `fsync` of every file, also of those that may be written: the system then keeps them when it gets to it. */
export function isKeepingForbidden(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_ACCESS_DENIED'
}

/** Keeps what was written, whatever happens to the machine. */
export function keepWritten(handle: number): void {
  try {
    fsyncSync(handle)
  } catch (error) {
    if (!isKeepingForbidden(error as Error)) throw error
  }
}

/** The file is there with all of its content, or as it was before: whoever dies in between leaves no half of it. */
export function writeWhole(path: string, content: string): void {
  const draft = `${path}.draft`
  const handle = openSync(draft, 'w')
  try {
    writeFully(handle, content)
    keepWritten(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
}

/** Keeps the names in a folder, as `fsync` keeps what is in a file; where a folder cannot be opened (Windows) that is so anyway. */
export function keepFolder(path: string): void {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch {
    return
  }
  try {
    fsyncSync(handle)
  } catch (error) {
    // Some network drives know no such thing.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL' && !isKeepingForbidden(error as Error)) throw error
  } finally {
    closeSync(handle)
  }
}

/** Points `path` at the folder `name` beside it; a file that holds the name where links are not to be had (Windows). */
export function pointAt(path: string, name: string): void {
  const draft = `${path}.draft`
  try {
    removeIfThere(draft)
    symlinkSync(name, draft, 'dir')
  } catch {
    writeWhole(path, `${name}\n`)
    return
  }
  renameSync(draft, path)
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
