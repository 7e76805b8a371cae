import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'

const asked = ['bench', '--world', 'virtual', '--models', 'deepseek-chat', '--requests', '100']
const fileIn = (folder: string, name: string) => readFileSync(join(folder, 'reports/latest', name), 'utf8')

test('the reports of a run are made anew, the same as they were', async () => {
  const folder = emptyFolder()
  const { out: then } = await type(asked, folder)
  const html = fileIn(folder, 'report.html')
  rmSync(join(folder, 'reports/latest/report.html'))
  const { code, out, err } = await type(['report'], folder)
  expect([code, err]).toEqual([0, ''])
  expect(then).toContain(out.slice(0, out.indexOf('Report:')))
  expect(fileIn(folder, 'report.html')).toBe(html)
})

test('damage is counted, and the rest is summed up', async () => {
  const folder = emptyFolder()
  await type(asked, folder)
  appendFileSync(join(folder, 'reports/latest/history.ndjson'), '{"type":"sample"}\n{"type":"sam')
  const { out } = await type(['report'], folder)
  expect(out).toContain('2 lines of the history could not be read')
  expect(out).toContain('100 of 100')
})

test('a folder that holds no benchmark is told', async () => {
  const folder = emptyFolder()
  await type(['test', 'auth-401'], folder)
  const { code, err } = await type(['report'], folder)
  expect([code, err]).toEqual([2, expect.stringContaining('This is no run of brownout bench')])
})
