import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { readKnownDelay } from '../../harness/doctor/knownDelay.ts'

test('looks at this machine, sends nothing, and leaves nothing behind', async () => {
  const cwd = emptyFolder()
  const { code, out, err } = await type(['doctor', '--json'], cwd)
  const { schema, verdict, live, findings } = JSON.parse(out) as {
    schema: string
    verdict: string
    live: boolean
    findings: { check: string; state: string; fix: string | null }[]
  }
  expect({ code, err, schema, verdict, live }).toEqual({
    code: 0,
    err: '',
    schema: 'brownout/doctor/1',
    verdict: 'fine',
    live: false,
  })
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['node', 'folder', 'loopback', 'certificates', 'clock', 'meter', 'key']),
  )
  for (const { state, fix } of findings) if (state === 'warning' || state === 'broken') expect(fix).not.toBeNull()
  expect(readdirSync(cwd)).toEqual([])
}, 30_000)

test('what is broken ends with 5, a broken config too, and the rest is looked at all the same', async () => {
  const cwd = emptyFolder({ reports: 'a file', 'bench.config.mjs': 'export default { sede: 3 }' })
  const { code, out } = await type(['doctor', '--out', 'reports/here'], cwd)
  expect(code).toBe(5)
  expect(out).toMatch(/^ x {3}bench\.config\.mjs:1: There is no setting sede\.\n {5}Fix: Did you mean seed\?/m)
  expect(out).toMatch(/^ x {3}reports\/here cannot be written: the system said ENOTDIR\n {5}Fix: /m)
  expect(out).toMatch(/^ ok {2}127\.0\.0\.1 is reachable/m)
  expect(out).toContain('2 things are broken')
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
}, 30_000)

describe('with --live', () => {
  test.each([
    ['over http', ['--base-url', 'http://api.example.com/v1'], 4, 'without TLS'],
    ['with another host confirmed', ['--confirm-live', 'b.test'], 4, 'the host is api.holysheep.ai'],
    ['at what is no address', ['--base-url', 'canary/v1'], 2, 'no http or https URL'],
  ])('%s it ends before anything is sent', async (_how, flags, expected, what) => {
    const { code, err, out } = await type(['doctor', '--live', ...flags], emptyFolder())
    expect({ code, out }).toEqual({ code: expected, out: '' })
    expect(err).toContain(what)
    expect(err).not.toContain('canary')
  })

  test('it is a literal flag', async () => {
    const { code, err } = await type(['doctor', '--live=true'], emptyFolder())
    expect(code).toBe(2)
    expect(err).toContain('--live is on or off')
  })
})

test('the meter is never below what it measures', async () => {
  const readings = await readKnownDelay(5)
  expect(readings.length).toBeGreaterThan(50)
  expect(Math.min(...readings)).toBeGreaterThanOrEqual(5)
}, 30_000)
