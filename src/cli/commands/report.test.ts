import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'

const asked = ['bench', '--world', 'virtual', '--models', 'deepseek-chat', '--requests', '100']
const pathIn = (folder: string, name: string) => join(folder, 'reports/latest', name)
const fileIn = (folder: string, name: string) => readFileSync(pathIn(folder, name), 'utf8')

describe('of a benchmark', () => {
  test('the reports are made anew, the same as they were', async () => {
    const folder = emptyFolder()
    const { out: then } = await type(asked, folder)
    const html = fileIn(folder, 'report.html')
    rmSync(pathIn(folder, 'report.html'))
    const { code, out, err } = await type(['report'], folder)
    expect([code, err]).toEqual([0, ''])
    expect(then).toContain(out.slice(0, out.indexOf('Report:')))
    expect(fileIn(folder, 'report.html')).toBe(html)
  })

  test('damage is counted, and the rest is summed up', async () => {
    const folder = emptyFolder()
    await type(asked, folder)
    appendFileSync(pathIn(folder, 'history.ndjson'), '{"type":"sample"}\n{"type":"sam')
    const { out } = await type(['report'], folder)
    expect(out).toContain('2 lines of the history could not be read')
    expect(out).toContain('100 of 100')
  })
})

describe('of a rehearsal', () => {
  test('every format comes from report.json alone, with the exit code of the run', async () => {
    const folder = emptyFolder()
    const then = await type(['test', 'auth-401', '--target', 'tutorial'], folder)
    expect(then.code).toBe(1)
    const html = fileIn(folder, 'report.html')
    for (const name of ['report.html', 'junit.xml']) rmSync(pathIn(folder, name))
    const { code, out, err } = await type(['report', '--format', 'html,junit,markdown,csv,text,json'], folder)
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain('x auth-401')
    expect(fileIn(folder, 'report.html')).toBe(html)
    for (const name of ['junit.xml', 'report.md', 'report.csv', 'report.txt'])
      expect(existsSync(pathIn(folder, name)), name).toBe(true)
  })

  test('one format alone stands on stdout, and nothing else', async () => {
    const folder = emptyFolder()
    await type(['test', 'auth-401'], folder)
    for (const [format, file] of [
      ['text', 'report.txt'],
      ['csv', 'report.csv'],
      ['markdown', 'report.md'],
      ['json', 'report.json'],
      ['junit', 'junit.xml'],
    ] as const) {
      const { code, out } = await type(['report', '--format', format], folder)
      expect([code, out]).toEqual([0, fileIn(folder, file)])
    }
  })

  test('a format that has nothing to show of it says so', async () => {
    const folder = emptyFolder()
    await type(['test', 'auth-401', '--reporter', 'json'], folder)
    const { code, out, err } = await type(['report', '--format', 'trace'], folder)
    expect([code, out, err]).toEqual([0, '', 'trace has nothing to show of this run.\n'])
  })

  test('a run without a report, or with a damaged or a newer one, is told', async () => {
    const folder = emptyFolder()
    const { out: whole } = await type(['test', 'auth-401', '--reporter', 'junit', '--json'], folder)
    const ask = async () => {
      const { code, err } = await type(['report'], folder)
      expect(code).toBe(2)
      return err
    }
    expect(await ask()).toContain('This run left no report')
    writeFileSync(pathIn(folder, 'report.json'), '{"schema":')
    expect(await ask()).toContain('cannot be read')
    writeFileSync(pathIn(folder, 'report.json'), '{"schema":"brownout/report/2"}')
    expect(await ask()).toContain('no report that this version knows ("brownout/report/2")')
    writeFileSync(pathIn(folder, 'report.json'), JSON.stringify({ ...JSON.parse(whole), runs: [{ target: 1 }] }))
    expect(await ask()).toContain('not as its schema says, at #/runs')
  })
})

test('a format that nobody has is told, with the one that was probably meant', async () => {
  const { code, err } = await type(['report', '--format', 'markdwon'], emptyFolder())
  expect([code, err]).toEqual([2, expect.stringContaining('There is no format "markdwon"')])
  expect(err).toContain('Did you mean markdown?')
})

test('where there is no run at all, that is told', async () => {
  const { code, err } = await type(['report'], emptyFolder())
  expect([code, err]).toEqual([2, expect.stringContaining('There is no run "latest"')])
})
