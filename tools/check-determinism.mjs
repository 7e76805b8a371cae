// The same histories on Node 22, 24 and 26: brings the two older ones as packages into a temporary folder and compares.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installNode } from './otherNode.mjs'

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
    const other = hashesUnder(installNode(version, folder))
    const same = other === own
    console.log(`Node ${version}: ${same ? `the same ${scenarios} histories` : 'DIFFERENT histories'}`)
    if (!same) differences += 1
  }
  process.exitCode = differences === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
