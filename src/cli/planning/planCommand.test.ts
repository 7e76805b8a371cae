import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { Report } from '../../harness/report.ts'

const config = `export default {
  models: [
    { id: 'alpha', price: { input: '1', output: '2', asOf: '2026-11' }, rpm: 30, tpm: '50k', ttft: '200ms' },
    { id: 'beta', price: { input: '1', output: '2', asOf: '2026-11' }, rpm: 20, tpm: '50k', ttft: '300ms', origin: 'other', credential: 'second' },
  ],
  plan: { rates: { cny: 7 } },
}
`
const quick = ['--trials', '1', '--duration', '1m', '--reporter', 'json', '--quiet', '--workers', '1']

async function plan(...argv: string[]) {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'bench.config.mjs'), config)
  writeFileSync(join(folder, 'log.csv'), 'time,tokens_in,tokens_out\n0,80,20\n1000,90,30\n120000,100,40\n')
  return { folder, ...(await type(['plan', ...argv], folder)) }
}

describe('brownout plan', () => {
  test('says its verdict first, and leaves it in report.json, the same bytes for the same seed', async () => {
    const { code, out, folder } = await plan(...quick, '--rate', '0.2')
    expect(code).toBe(0)
    const text = out.replaceAll(/\s+/g, ' ')
    expect(text).toMatch(
      /^Sustains \d\S* req\/s \[\S+, \S+\] with p99 TTFT <= 2 s and success >= 99\.5 %; rpm of alpha/,
    )
    expect(text).toContain('The demand (0.2 req/s at the peak) fits.')
    expect(out).toMatch(/x1, 0\.2 req\/s: \$\S+ and ¥\S+ a month/)
    const read = (at: string) =>
      (JSON.parse(readFileSync(join(at, 'reports/latest/report.json'), 'utf8')) as Report).plan!
    const found = read(folder)
    expect(found).toMatchObject({
      schema: 'brownout/plan/1',
      sustained: { bindsFirst: { resource: 'rpm', model: 'alpha' } },
    })
    expect(found.losses.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'model alpha',
      'model beta',
      'credential key',
      'credential second',
      'origin gateway',
      'origin other',
    ])
    expect(JSON.stringify(read((await plan(...quick, '--rate', '0.2')).folder))).toBe(JSON.stringify(found))
  })

  test('is the same, byte for byte, however many threads play it', async () => {
    const read = async (workers: string) => {
      const { folder } = await plan(...quick.slice(2, -1), workers, '--trials', '2', '--models', 'alpha')
      return JSON.stringify(
        (JSON.parse(readFileSync(join(folder, 'reports/latest/report.json'), 'utf8')) as Report).plan,
      )
    }
    expect(await read('3')).toBe(await read('1'))
  })

  test('ends with 1 where the demand does not fit; losing the only gateway leaves 0', async () => {
    const { code, out } = await plan(...quick, '--models', 'alpha', '--users', '600')
    expect(code).toBe(1)
    expect(out.replaceAll(/\s+/g, ' ')).toContain('(600 users, 10 req/s at the peak) does not fit.')
    expect(out).toContain('without the origin gateway: 0 req/s')
  })

  test('takes traffic from a log, and its tokens', async () => {
    const { code, out } = await plan(...quick, '--models', 'beta', '--traffic', 'log.csv')
    expect(code).toBe(0)
    expect(out).toContain('Calls as in traffic: 90 tokens in, 30 out')
  })

  test('reads no log that would fill the memory', async () => {
    const folder = emptyFolder({ 'bench.config.mjs': config, 'huge.csv': '' })
    truncateSync(join(folder, 'huge.csv'), 300e6)
    const { code, err } = await type(['plan', ...quick, '--traffic', 'huge.csv'], folder)
    expect([code, err]).toEqual([2, expect.stringContaining('"huge.csv" has 300 MB')])
  })

  test.each([
    [['--no-config', '--models', 'deepseek-chat'], 'The tpm of deepseek-chat is not known', '--tpm 600 for all'],
    [['--rpm', 'alpha=many'], '--rpm is a whole number from 1', '--rpm 600'],
    [['--tpm', 'gamma=600'], '"gamma", which is no model', 'alpha and beta'],
    [['--slo', 'fast'], '--slo is a metric', 'ttft.p99 <= 800ms'],
    [['--slo', 'waste.share <= 1%'], 'not of "waste.share"', 'success'],
    [['--slo', 'ttft.p99 >= 1s'], 'not of "ttft.p99"', 'with < or <='],
    [['--users', '5', '--rate', '2'], '--rate and --users both say', 'one of them'],
    [['--traffic', 'none.csv'], 'There is no file "none.csv"', 'tokens_in'],
    [['--rate-cny', '0'], '--rate-cny is a number above 0', '7.1'],
    [['--rate-vnd', '0'], '--rate-vnd is a number above 0', '26300'],
    [['--per-user', '2/m'], 'nobody said how many there are', '--users 500'],
    [['--per-user', '2/m', '--rate', '1'], 'nobody said how many there are', '--users 500'],
    [['--duration', '59s'], 'less than a minute', '--duration 2m'],
    [['--traffic', '.'], 'There is no file "."', 'tokens_in'],
    [['--models', 'gama'], 'There is no model "gama"', 'alpha'],
    [['--route', 'any'], '--route is chain or spread', 'spread'],
    [['--from', 'k3'], 'k3', 'brownout'],
  ])('asks for what lacks, and says what makes no sense: %j', async (argv, what, mend) => {
    const { code, err } = await plan(...argv)
    expect(code).toBe(2)
    expect(err).toContain(what)
    expect(err).toContain(mend)
  })
})
