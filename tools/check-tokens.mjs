// Every token that is written down replays to its history on Node 22, 24 and 26 (brings the older ones as packages).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installNode } from './otherNode.mjs'

const script = new URL('./tokens.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'brownout-nodes-'))
try {
  let failed = 0
  for (const version of [process.versions.node, '22.23.3', '24.21.0']) {
    const node = version === process.versions.node ? process.execPath : installNode(version, folder)
    const { stdout, stderr, status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', script], {
      encoding: 'utf8',
    })
    console.log(`Node ${version}: ${(stdout + stderr).trim()}`)
    if (status !== 0) failed += 1
  }
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
