import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { History } from '../history/index.ts'
import { sampleReport } from '../../test/support/sampleReport.ts'
import type { Reporter } from './report.ts'
import { RunFolder, type Manifest } from './runFolder.ts'

const manifest: Manifest = {
  schema: 'brownout/run/1',
  tool: { name: 'brownout', version: '1.2.3', commit: null, node: 'v26.0.0' },
  command: 'brownout test',
  startedAt: '2026-11-23T04:12:33.456Z',
  seed: 7,
  config: null,
  targets: ['client'],
  scenarios: ['auth-401'],
  worlds: ['virtual'],
  state: 'running',
  verdict: null,
  wallMs: null,
}

function out(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('what was played is on disk before the rehearsal is over, and the manifest says that it is under way', () => {
  const where = out()
  const folder = RunFolder.create(where, manifest.startedAt, manifest)
  expect(folder.path).toMatch(/2026-11-23T041233-[0-9a-z]+$/)
  const history = new History(() => 0)
  history.record({ type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 })
  folder.append(sampleReport.runs[0]!, history)
  folder.append(sampleReport.runs[0]!, history)
  const lines = readFileSync(join(folder.path, 'history.ndjson'), 'utf8')
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type),
  ).toEqual(['run', 'run-quiesced', 'run', 'run-quiesced'])
  expect(lines.endsWith('\n')).toBe(true)
  expect(JSON.parse(readFileSync(join(folder.path, 'run.json'), 'utf8'))).toMatchObject({ state: 'running' })
  expect(readdirSync(where)).toHaveLength(1)
  folder.finish({ ...manifest, state: 'finished' })
  expect(readdirSync(where)).toHaveLength(2)
})

test.each(['../report.json', '/tmp/report.json', 'a/b.json', '..'])('a reporter may not write to %s', (file) => {
  const folder = RunFolder.create(out(), manifest.startedAt, manifest)
  const reporter: Reporter = { name: 'mine', doc: '', render: () => [{ file, content: '' }] }
  expect(() => folder.write(sampleReport, [reporter])).toThrow('wants to write outside')
  folder.finish(manifest)
})
