import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What made a run: the package and, in its own repository, the commit. */
export interface Provenance {
  readonly version: string
  /** Short; null where the package is not a repository of its own. */
  readonly commit: string | null
  /** The one of the two that goes into replay tokens. */
  readonly madeBy: string
}

/** `src/harness` and `dist/harness` lie equally deep. */
const ownRoot = fileURLToPath(new URL('../..', import.meta.url))

export function provenance(root = ownRoot): Provenance {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const commit = commitOf(root)
  return { version, commit, madeBy: commit ?? `v${version.replace(/[^\w-]/g, '-')}` }
}

/** Read from git's files: a git process would cost more than a whole rehearsal, and may not be installed. */
function commitOf(root: string): string | null {
  try {
    const folder = gitFolder(root)
    const head = read(folder, 'HEAD')
    if (!head.startsWith('ref: ')) return short(head)
    const ref = head.slice('ref: '.length)
    // A worktree keeps its HEAD to itself and shares the branches (gitrepository-layout).
    const shared = resolve(folder, readIfThere(folder, 'commondir') ?? '.')
    const loose = readIfThere(folder, ref) ?? readIfThere(shared, ref)
    return short(loose ?? packed(read(shared, 'packed-refs'), ref))
  } catch {
    return null
  }
}

/** `.git` is a folder, or in a worktree a file that says where the folder is. */
function gitFolder(root: string): string {
  const path = join(root, '.git')
  if (statSync(path).isDirectory()) return path
  return resolve(dirname(path), read(root, '.git').replace(/^gitdir: /, ''))
}

function packed(refs: string, ref: string): string {
  return refs.split('\n').find((line) => line.endsWith(` ${ref}`)) ?? ''
}

function short(text: string): string | null {
  return /^[0-9a-f]{40}/.exec(text)?.[0].slice(0, 10) ?? null
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8').trim()
}

function readIfThere(folder: string, file: string): string | undefined {
  try {
    return read(folder, file)
  } catch {
    return undefined
  }
}
