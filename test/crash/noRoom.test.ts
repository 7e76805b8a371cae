import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readRun } from '../../src/harness/bench/store/readRun.ts'
import { resumePoint } from '../../src/harness/bench/store/resumePoint.ts'
import { outFolder } from '../support/benchRuns.ts'
import { plannedCalls } from './crashPlan.ts'
import { runIn } from './kill.ts'

const program = fileURLToPath(new URL('benchProgram.ts', import.meta.url))
const bench = `"${process.execPath}" "${program}"`
const shell = (command: string) => spawnSync('bash', ['-c', command], { encoding: 'utf8' })

/** What was acknowledged is there, line by line whole; with room it goes on to its end. */
function expectKept(out: string, said: string, isRoomAgain: () => void): void {
  const folder = runIn(out)!
  const reading = readRun(folder).read()
  const records = [...reading.records()].length
  const acknowledged = Number(said.split('\n').findLast((line) => /^\d+$/.test(line)) ?? '0')
  expect(records).toBeGreaterThan(0)
  expect(records).toBeGreaterThanOrEqual(acknowledged)
  expect(reading.skipped.lines).toBe(0)
  isRoomAgain()
  expect(shell(`${bench} resume "${folder}"`)).toMatchObject({ status: 0, stderr: '' })
  expect(resumePoint(readRun(folder)).recorded).toBe(plannedCalls)
}

describe('a benchmark that cannot write on ends with 5 and says what is kept', () => {
  test('where a file may not grow any further', () => {
    const out = outFolder()
    const { status, stdout, stderr } = shell(`ulimit -f 200; exec ${bench} new "${out}"`)
    expect(status, stderr).toBe(5)
    expect(stderr).toMatch(
      /^error: The run could not be written on: no file may grow so large here \(ulimit -f\)\. \d+ records are safe, \d+ records? (is|are) not\.\n {3}at: .*history\.ndjson\n {2}fix: .*brownout resume\n$/,
    )
    expectKept(out, stdout, () => {})
  })

  test('where the disk is full', ({ skip }) => {
    const out = outFolder()
    const disk = join(out, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk])
    if (mounted.status !== 0) skip('no disk can be mounted here: it takes root, and a system that lets it')
    onTestFinished(() => void spawnSync('umount', [disk]))
    const { status, stdout, stderr } = shell(`exec ${bench} new "${disk}"`)
    expect(status, stderr).toBe(5)
    expect(stderr).toMatch(
      /^error: The run could not be written on: the disk is full\. \d+ records are safe, \d+ records? (is|are) not\.\n/,
    )
    expectKept(disk, stdout, () => void spawnSync('mount', ['-o', 'remount,size=4m', disk]))
  })

  test.each([
    [
      'a file stands in place of the folder',
      (out: string) => (writeFileSync(join(out, 'file'), ''), join(out, 'file')),
    ],
    ['the system makes no folders', () => '/proc/brownout'],
  ])('where %s', (_why, place) => {
    const out = outFolder()
    const { status, stderr } = shell(`exec ${bench} new "${place(out)}"`)
    expect([status, stderr.split('\n')[0]]).toEqual([
      5,
      expect.stringMatching(/^error: Cannot make the folder for the results: /),
    ])
  })
})
