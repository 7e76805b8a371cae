import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/harness/report.ts'
import { emptyFolder, type } from '../support/commandLine.ts'

const folder = join(import.meta.dirname, '../../examples/judge-anything')
const hasPython = spawnSync('python3', ['-c', 'import ssl']).status === 0
if (!hasPython) console.warn('skipped: python3 is not to be had here')

const examples = [
  {
    name: 'app.mjs',
    command: `'${process.execPath}' '${join(folder, 'app.mjs')}'`,
    isHere: true,
    supports: 'stream and abort',
  },
  { name: 'app.py', command: `python3 '${join(folder, 'app.py')}'`, isHere: hasPython, supports: undefined },
]

/** What a decent client gets right, whatever it is written in. */
const cases = ['auth-401', '503-x2-then-ok', 'net-reset', 'tls-expired', '200-html-login', 'redirect-other-origin']
/** And of streams, where it supports them. */
const streams = ['sse-cut', 'sse-framing-cr']

describe.each(examples)('examples/judge-anything/$name', ({ command, isHere, supports }) => {
  test.skipIf(!isHere)('is judged, and passes', { timeout: 60_000, retry: 2 }, async () => {
    const cwd = emptyFolder()
    const { code, out, err } = await type(['judge', '--exec', command, ...cases, ...streams, '--json'], cwd)
    const report = JSON.parse(out) as Report
    const verdicts = Object.fromEntries(report.runs.map(({ scenario, cell }) => [scenario, cell?.verdict]))
    const ofStreams = supports === undefined ? 'unknown' : 'pass'
    const expected = [...cases.map((name) => [name, 'pass']), ...streams.map((name) => [name, ofStreams])]
    expect(verdicts, err).toEqual(Object.fromEntries(expected))
    expect(code).toBe(0)
    expect(err).toContain(supports === undefined ? 'says nothing of streams or aborts' : `supports: ${supports}`)
    const page = readFileSync(join(cwd, 'reports/latest/report.html'), 'utf8')
    expect(page).toContain(supports === undefined ? '6 pass, 2 unknown.' : '8 pass.')
  })
})
