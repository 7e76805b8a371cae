import { expect, test } from 'vitest'
import type { Report } from '../../src/harness/report.ts'
import { emptyFolder, type } from '../support/commandLine.ts'
import { testee } from '../support/testees.ts'

const target = `exec:${testee('oneCall')} 3 a,b`
const played = async (...argv: string[]) => {
  const { code, out, err } = await type(['test', '--target', target, ...argv, '--json'], emptyFolder())
  return { code, err, report: JSON.parse(out) as Report }
}

test('a program is a target of brownout test: on real sockets', { timeout: 60_000, retry: 2 }, async () => {
  const { report } = await played('--world', 'loopback', '503-x2-then-ok')
  expect(report.runs[0]).toMatchObject({ target, calls: 2, answered: 2, attempts: 4, token: null })
  expect(report.runs[0]!.again).toMatch(
    /^npx brownout test --target 'exec:.*' --world loopback --seed 7 503-x2-then-ok$/,
  )
  expect(report.runs[0]!.cell).toBeUndefined()
})

test.each(['virtual', 'msw'])('the %s world refuses it, and says why', { timeout: 60_000 }, async (world) => {
  const { report } = await played('--world', world, 'auth-401')
  expect(report.runs[0]).toMatchObject({
    verdict: 'refused',
    reason: expect.stringContaining('is a process of its own: play it on the loopback world'),
  })
})

test('one that fails on a good day is no target', async () => {
  const argv = ['test', '--world', 'loopback', '--target', `exec:${testee('crash')}`, 'auth-401']
  const { code, err } = await type(argv, emptyFolder())
  expect(code).toBe(2)
  expect(err).toMatch(/^error: On a good day the program gives no answer/)
})
