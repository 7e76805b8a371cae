// The package as users get it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname

/** Builds and packs it into a folder; returns where it is, its size in bytes and its number of files. */
export function pack(folder) {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  const { filename, size, entryCount } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0]
  return { path: join(folder, filename), size, entryCount }
}
