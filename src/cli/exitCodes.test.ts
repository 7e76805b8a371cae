import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'
import type { Report, RunVerdict } from '../harness/report.ts'
import { exitCodeOf, exitCodes } from './exitCodes.ts'

test('the codes are documented; they never change', () => {
  expect(exitCodes).toEqual({
    held: 0,
    broke: 1,
    usage: 2,
    noVerdict: 3,
    refused: 4,
    environment: 5,
    bug: 70,
    hungUp: 129,
    interrupted: 130,
    terminated: 143,
  })
})

const throwing = `export default { targets: { broken: {
  doc: 'falls over', vantage: 'wire', supports: { stream: false, abort: false, policy: false },
  open() { throw new Error('no such luck') } } } }`
const throwingReporter = `export default { reporters: [{ name: 'broken', doc: 'falls over', render() { throw new Error('no such luck') } }] }`

describe('each code has a command line that ends with it', () => {
  test.each<[code: number, argv: string, files: Record<string, string>]>([
    [0, 'test auth-401', {}],
    [0, 'list targets', {}],
    [0, '--help', {}],
    [0, 'explore --runs 20 --workers 1', {}],
    [1, 'test auth-401 --target tutorial-fallback', {}],
    [1, 'explore --runs 20 --workers 1 --target tutorial-fallback', {}],
    [2, 'explore --world msw', {}],
    [2, 'test auth-41', {}],
    [2, 'test', { 'bench.config.mjs': 'export default { sede: 1 }' }],
    [3, 'test tls-expired --world msw', {}],
    [3, 'test sse-cut --target tutorial-fallback', {}],
    [5, 'test auth-401', { reports: 'a file' }],
    [70, 'test auth-401', { 'bench.config.mjs': throwing }],
    [70, 'test auth-401', { 'bench.config.mjs': throwingReporter }],
  ])('%d: brownout %s', async (code, argv, files) => {
    const ended = await type(argv.split(' '), emptyFolder(files))
    expect(ended.code, ended.err).toBe(code)
  })

  test.each([
    [129, 'SIGHUP'],
    [130, 'SIGINT'],
    [143, 'SIGTERM'],
  ] as const)('%d: %s', async (code, signal) => {
    expect((await type(['test', 'auth-401'], emptyFolder(), signal)).code).toBe(code)
  })
})

test('a bug says so, with its stack, the version, and what was typed', async () => {
  const { err } = await type(['test', 'auth-401'], emptyFolder({ 'bench.config.mjs': throwingReporter }))
  expect(err).toMatch(/^This is a bug in brownout: no such luck\n {4}at /)
  expect(err).toMatch(/the command \(brownout test auth-401\) and the version \(\d+\.\d+\.\d+/)
})

describe('the code of a report', () => {
  const ofRuns = (verdict: Report['verdict'], ...verdicts: RunVerdict[]) =>
    exitCodeOf({ verdict, runs: verdicts.map((one) => ({ verdict: one })) as unknown as Report['runs'] })

  test('is that of its verdict', () => {
    expect(ofRuns('held', 'held', 'refused', 'left-out')).toBe(0)
    expect(ofRuns('broke', 'held', 'broke')).toBe(1)
    expect(ofRuns('no-verdict', 'held', 'no-verdict')).toBe(3)
  })

  test('is a bug as soon as one run crashed, whatever the others found', () => {
    expect(ofRuns('broke', 'broke', 'crashed')).toBe(70)
  })
})
