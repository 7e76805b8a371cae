// The error that undici gives for every fault of connections and transport, and the virtual network's, on this Node and on
// Node 24: one line each. Exit 1 if one is none of those that the table lists.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { judgeTable } from '../test/errors/judgeTable.ts'
import { installNode } from './otherNode.mjs'

const otherVersion = '24.21.0'
const script = new URL('./undici-errors.ts', import.meta.url).pathname
const playedUnder = async (node) =>
  JSON.parse((await promisify(execFile)(node, ['--disable-warning=ExperimentalWarning', script])).stdout)
const folder = mkdtempSync(join(tmpdir(), 'brownout-nodes-'))

try {
  const own = await playedUnder(process.execPath)
  const other = await playedUnder(installNode(otherVersion, folder))
  const held = judgeTable({ [process.versions.node]: own, [otherVersion]: other }, (line) => console.log(line))
  process.exitCode = held ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
