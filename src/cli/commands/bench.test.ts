import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { Report } from '../../harness/report.ts'

const short = ['bench', '--world', 'virtual', '--models', 'deepseek-chat,moonshot-v1-8k', '--requests', '200']
const reportIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'reports/latest/report.json'), 'utf8')) as Report
const historyIn = (folder: string) => readFileSync(join(folder, 'reports/latest/history.ndjson'), 'utf8')

describe('a benchmark on a virtual clock', () => {
  test('shows models beside each other, and leaves a folder', async () => {
    const folder = emptyFolder()
    const { code, out, err } = await type(short, folder)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('deepseek-chat')
    expect(out).toMatch(/answered +100 of 100 +100 of 100\n/)
    expect(out).toMatch(/first token +p50 \d+ ms/)
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Measured on the mock: deepseek-chat costs least ($0.0968 per 1,000 good answers).',
    )
    const files = ['history.ndjson', 'junit.xml', 'report.html', 'report.json', 'run.json', 'trace.json']
    const written = readdirSync(join(folder, 'reports/latest')).toSorted()
    expect(written.filter((name) => !name.endsWith('.png'))).toEqual(files)
    expect(written).toContain('latency.png')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(81)
  })

  test('is the same to the byte for the same seed, and another for another', async () => {
    const histories: string[] = []
    for (const seed of ['3', '3', '4']) {
      const folder = emptyFolder()
      await type([...short, '--seed', seed], folder)
      histories.push(historyIn(folder))
    }
    expect(histories[0]).toBe(histories[1])
    expect(histories[0]).not.toBe(histories[2])
  })

  test('under a scenario counts retries, and what answers instead', async () => {
    const folder = emptyFolder()
    await type([...short, '--scenario', 'storm-short'], folder)
    const { whole } = reportIn(folder).bench!.summary
    expect(whole.outcomes['ok-after-retry'] + whole.outcomes['ok-after-fallback']).toBeGreaterThan(0)
  })

  test('gives --json alone on stdout', async () => {
    const { out } = await type([...short, '--json'], emptyFolder())
    expect(JSON.parse(out)).toMatchObject({ schema: 'brownout/report/1', verdict: 'held', runs: [] })
  })
})

describe('gates decide', () => {
  const gated = (gates: object) => ({ 'bench.config.mjs': `export default { gates: ${JSON.stringify(gates)} }` })

  test.each([
    [0, { 'ttft.p50': '< 10s', 'attempts.perCall': '<= 1' }, '2 gates held'],
    [1, { 'ttft.p50': '< 1ms' }, 'FAIL ttft.p50 < 1ms'],
    [3, { 'ttft.p99.9': '< 1s' }, 'too few calls'],
  ])('exit code %i', async (code, gates, words) => {
    const folder = emptyFolder(gated(gates))
    const ended = await type(short, folder)
    expect([ended.code, ended.out]).toEqual([code, expect.stringContaining(words.replace('2 gates', '4 gates'))])
    const junit = readFileSync(join(folder, 'reports/latest/junit.xml'), 'utf8')
    expect(junit.includes('<failure')).toBe(code !== 0)
  })

  test('one that makes no sense is told before anything is asked', async () => {
    const folder = emptyFolder(gated({ 'ttft.p59': '< 1s' }))
    const { code, err } = await type(short, folder)
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean ttft.p50?')])
    expect(readdirSync(folder)).toEqual(['bench.config.mjs'])
  })
})

describe('what makes no sense is told, and nothing is written', () => {
  test.each([
    [['bench', 'nothing-of-the-sort'], 'There is no benchmark'],
    [['bench', '--world', 'msw'], 'A benchmark has no world "msw"'],
    [['bench', '--world', 'virtual', '--base-url', 'http://127.0.0.1:1/v1'], 'A server is where it is'],
    [['bench', '--rate', '2', '--concurrency', '3'], '--concurrency'],
    [['bench', '--models', 'deepsek-chat'], 'Did you mean deepseek-chat?'],
    [['bench', '--scenario', 'storm-shrt'], 'Did you mean storm-short?'],
    [['bench', '--rate=abc'], '--rate'],
  ])('%j', async (argv, words) => {
    const folder = emptyFolder()
    const { code, err } = await type(argv, folder)
    expect([code, err]).toEqual([2, expect.stringContaining(words)])
    expect(readdirSync(folder)).toEqual([])
  })
})

test('stopped, it leaves a partial report and says how to go on', async () => {
  const folder = emptyFolder()
  const { code, out, err } = await type(['bench', '--rate', '50', '--duration', '60s'], folder, 'SIGINT')
  expect([code, err]).toEqual([130, expect.stringContaining('Stopping')])
  expect(out).toContain('brownout resume')
  expect(reportIn(folder)).toMatchObject({ verdict: 'no-verdict', bench: { endedEarly: 'interrupted' } })
})
