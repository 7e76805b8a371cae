// Runs the tests of the examples that are packages of their own against the package as it is packed now. Everything else that
// they need is this repository's own: only how a stranger installs it is left to check-pack.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from './pack.mjs'

const examples = ['msw-vitest', 'resilient-vitest']
const root = new URL('..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'brownout-example-'))

try {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  const own = join(root, 'node_modules')
  for (const name of readdirSync(own)) if (name !== 'brownout') symlinkSync(join(own, name), join(modules, name))
  const { path } = pack(folder)
  execFileSync('tar', ['-xzf', path, '-C', folder])
  cpSync(join(folder, 'package'), join(modules, 'brownout'), { recursive: true })
  for (const name of examples) {
    const home = join(folder, name)
    cpSync(join(modules, 'brownout', 'examples', name), home, { recursive: true })
    const { status } = spawnSync('npm', ['test'], { cwd: home, stdio: 'inherit' })
    if (status !== 0) process.exitCode = status ?? 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
