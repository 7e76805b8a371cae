// Runs the tests of examples/msw-vitest against the package as it is packed now. Everything else that the example needs is
// this repository's own: only how a stranger installs it is left to check-pack.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from './pack.mjs'

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
  const home = join(folder, 'msw-vitest')
  cpSync(join(modules, 'brownout', 'examples', 'msw-vitest'), home, { recursive: true })
  const { status } = spawnSync('npm', ['test'], { cwd: home, stdio: 'inherit' })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
