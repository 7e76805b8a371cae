import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { readRun } from '../../harness/bench/store/readRun.ts'

const asked = [
  'bench',
  '--models',
  'deepseek-chat,moonshot-v1-8k',
  '--requests',
  '60',
  '--rate',
  '100',
  '--warm-up',
  '0',
]
const callsOf = (folder: string) =>
  [...readRun(join(folder, 'reports/latest')).records()].flatMap((record) =>
    record.type === 'sample' ? [record.call] : [],
  )

describe('a benchmark that was interrupted', () => {
  test('goes on with what has no record, and counts nothing twice', async () => {
    const folder = emptyFolder()
    const stopped = await type(asked, folder, 'SIGINT')
    expect(stopped.code).toBe(130)
    const before = callsOf(folder)
    expect(before.length).toBeLessThan(60)
    // What a killed process leaves behind.
    appendFileSync(join(folder, 'reports/latest/history.ndjson'), '{"type":"sample","ca')
    const { code, out, err } = await type(['resume'], folder)
    // On a machine that is late there is no verdict on what was measured.
    expect([[0, 3].includes(code), err]).toEqual([true, ''])
    expect(out).toContain('Going on with')
    const calls = callsOf(folder)
    expect(calls.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 60 }, (_, call) => call))
    expect(readRun(join(folder, 'reports/latest')).manifest).toMatchObject({ state: 'finished' })
  })

  test('is judged by the gates that it began with', async () => {
    const folder = emptyFolder({ 'bench.config.mjs': `export default { gates: { 'attempts.perCall': '< 1' } }` })
    await type(asked, folder, 'SIGINT')
    const { out, err } = await type(['resume', '--no-config'], folder)
    expect([out, err]).toEqual([expect.stringContaining('FAIL attempts.perCall < 1'), ''])
  })
})

describe('there is nothing to go on with', () => {
  test('in an empty folder', async () => {
    const { code, err } = await type(['resume'], emptyFolder())
    expect([code, err]).toEqual([2, expect.stringContaining('no benchmark here that was interrupted')])
  })

  test('in a run that is finished', async () => {
    const folder = emptyFolder()
    await type([...asked, '--world', 'virtual'], folder)
    const history = readFileSync(join(folder, 'reports/latest/history.ndjson'), 'utf8')
    const { code, out } = await type(['resume', 'reports/latest'], folder)
    expect([code, out]).toEqual([0, expect.stringContaining('is finished')])
    expect(readFileSync(join(folder, 'reports/latest/history.ndjson'), 'utf8')).toBe(history)
  })
})
