// The same histories on Node 22, 24 and 26: brings the two older ones as packages into a temporary folder and compares.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, tmpdir } from 'node:os'
import { join } from 'node:path'

const versions = ['22.23.3', '24.21.0']
const script = new URL('./history-hashes.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'brownout-nodes-'))
const hashesUnder = (node) =>
  execFileSync(node, ['--disable-warning=ExperimentalWarning', script], { encoding: 'utf8' })

try {
  const own = hashesUnder(process.execPath)
  const scenarios = own.trim().split('\n').length
  console.log(`Node ${process.versions.node}: ${scenarios} histories`)
  let differences = 0
  for (const version of versions) {
    const home = join(folder, version)
    execFileSync('mkdir', ['-p', home])
    writeFileSync(join(home, 'package.json'), '{ "private": true }')
    const options = [
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      '--fetch-timeout=20000',
      '--fetch-retries=5',
    ]
    execFileSync('npm', ['install', ...options, `node-linux-${arch()}@${version}`], { cwd: home, stdio: 'inherit' })
    const other = hashesUnder(join(home, 'node_modules', `node-linux-${arch()}`, 'bin', 'node'))
    const same = other === own
    console.log(`Node ${version}: ${same ? `the same ${scenarios} histories` : 'DIFFERENT histories'}`)
    if (!same) differences += 1
  }
  process.exitCode = differences === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
