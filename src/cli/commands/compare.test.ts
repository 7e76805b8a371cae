import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestOf, samplePlan } from '../../../test/support/benchManifest.ts'
import { failed, many } from '../../../test/support/benchSamples.ts'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { BenchRecord, CallSample } from '../../bench/sample.ts'
import type { BenchPlan } from '../../harness/bench/benchPlan.ts'
import { BenchFolder } from '../../harness/bench/store/benchFolder.ts'
import type { Comparison } from '../../harness/bench/compare/comparison.ts'

interface Run {
  readonly plan?: Partial<BenchPlan>
  readonly startedAt?: string
}

/** Leaves a run below `reports` and gives its folder. */
function leave(
  cwd: string,
  records: readonly BenchRecord[],
  { plan = {}, startedAt = '2026-11-23T04:12:33.456Z' }: Run = {},
): string {
  const folder = BenchFolder.create(join(cwd, 'reports'), manifestOf({ ...samplePlan, ...plan }, { startedAt }))
  for (const record of records) folder.add(record)
  folder.finish({ state: 'finished', wallMs: 1_000 })
  return folder.path
}

const slower = (samples: readonly CallSample[], factor: number) =>
  samples.map((sample) => ({ ...sample, endedMs: sample.dueMs + (sample.endedMs! - sample.dueMs) * factor }))

/** A run of an hour ago, and one of now. */
function two(before: readonly BenchRecord[], after: readonly BenchRecord[], run: Run = {}, config?: string): string {
  const cwd = emptyFolder(config === undefined ? {} : { 'bench.config.mjs': config })
  leave(cwd, before, { ...run, startedAt: '2026-11-23T03:00:00.000Z' })
  leave(cwd, after, { ...run, startedAt: '2026-11-23T04:00:00.000Z' })
  return cwd
}

const base = many(1_000)

describe('the exit code and the last line', () => {
  test('0: nothing is worse', async () => {
    const { code, out, err } = await type(['compare', 'previous', 'latest'], two(base, slower(base, 1.01)))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('1,000 calls, paired one by one')
    expect(out).toMatch(/total\.p50 +350 ms +-> +354 ms +\+1 % +same/)
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^Nothing is worse\. \d+ same/)
  })

  test('1: something is worse', async () => {
    const { code, out } = await type(['compare', 'previous', 'latest'], two(base, slower(base, 1.2)))
    expect(code).toBe(1)
    expect(out).toMatch(/total\.p50 .* \+20 % +WORSE +\+\d/)
  })

  test('3: too few calls, and how many would do', async () => {
    const { code, out } = await type(['compare', 'previous', 'latest', '-q'], two(many(3), many(3)))
    expect(code).toBe(3)
    expect(out).toBe('No verdict. 10 unsure.\n')
  })

  test('3: a run that was too noisy is not judged by its timings', async () => {
    const late = slower(base, 1.5).map((sample) => ({ ...sample, startedMs: sample.dueMs + 200 }))
    const { code, out } = await type(['compare', 'previous', 'latest'], two(base, late))
    expect(code).toBe(3)
    expect(out).toContain('TOO NOISY')
  })
})

describe('gates of the config', () => {
  const config = (gates: object) => `export default { gates: ${JSON.stringify(gates)} }`

  test('that break end with 1, those that cannot be judged with 3', async () => {
    const run = async (gates: object) =>
      (await type(['compare', 'previous', 'latest'], two(base, base, {}, config(gates)))).code
    expect(await run({ 'total.p50': '< 400ms', success: '> 99%' })).toBe(0)
    expect(await run({ 'total.p50': '< 300ms' })).toBe(1)
    expect(await run({ 'total.p99.9': '< 900ms' })).toBe(3)
  })

  test('are told with what was measured', async () => {
    const cwd = two(base, base, {}, config({ 'total.p50': '< 300ms', 'total.p99.9': '< 900ms' }))
    const { out } = await type(['compare', 'previous', 'latest'], cwd)
    expect(out).toMatch(/total\.p50 < 300ms +350 ms \[\d+ ms, \d+ ms\] +BROKE/)
    expect(out).toMatch(/total\.p99\.9 < 900ms +no verdict +too few calls; needs some 3,\d+ calls/)
    expect((await type(['compare', 'previous', 'latest', '--no-config'], cwd)).code).toBe(0)
  })
})

describe('a baseline', () => {
  test('is a file that stands for its run', async () => {
    const cwd = two(base, slower(base, 1.2))
    const saved = await type(['compare', '--save-baseline', 'base.json', 'previous'], cwd)
    expect(saved).toEqual({ code: 0, out: 'Baseline saved: base.json (1,000 records).\n', err: '' })
    const { code, out } = await type(['compare', '--baseline', 'base.json'], cwd)
    expect(code).toBe(1)
    expect(out).toMatch(/^Compared base\.json with reports\/2026-11-23T040000/)
    expect((await type(['compare', '--baseline', 'base.json', 'previous'], cwd)).code).toBe(0)
  })

  test('of another question is refused, and it is said what differs', async () => {
    const cwd = emptyFolder()
    leave(cwd, base, { startedAt: '2026-11-23T03:00:00.000Z' })
    leave(cwd, base, { plan: { deadlineMs: 5_000, seed: 8, maxCalls: 7 }, startedAt: '2026-11-23T04:00:00.000Z' })
    const { code, err } = await type(['compare', 'previous', 'latest'], cwd)
    expect(code).toBe(2)
    expect(err).toContain('The two runs ask different questions: deadlineMs is 60000 and 5000.')
  })

  test('that is damaged, or none, is a problem that names it', async () => {
    const cwd = two(base, base)
    await type(['compare', '--save-baseline', 'base.json', 'previous'], cwd)
    const good = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')) as Record<string, unknown>
    const refused = async (content: string) => {
      writeFileSync(join(cwd, 'bad.json'), content)
      const { code, err } = await type(['compare', '--baseline', 'bad.json'], cwd)
      expect(code).toBe(2)
      expect(err).toContain('bad.json')
    }
    await refused('no json')
    await refused('null')
    await refused(JSON.stringify({ ...good, schema: 'x' }))
    await refused(JSON.stringify({ ...good, plan: { ...(good['plan'] as object), seed: 8 } }))
    await refused(JSON.stringify({ ...good, records: 'AAAA' }))
    await refused(JSON.stringify({ ...good, records: String(good['records']).slice(0, -40) }))
    expect((await type(['compare', '--baseline', 'gone.json'], cwd)).code).toBe(5)
  })
})

describe('in virtual time', () => {
  const virtual = { plan: { world: 'virtual' as const } }

  test('the same bytes hold, however few', async () => {
    const { code, out } = await type(['compare', 'previous', 'latest'], two(many(3), many(3), virtual))
    expect(code).toBe(0)
    expect(out).toContain('Virtual time: all 3 calls are the same, byte for byte.')
  })

  test('any that differs breaks, and the first is shown', async () => {
    const changed = base.map((sample) => (sample.call === 41 ? { ...sample, attempts: 2 } : sample))
    const { code, out } = await type(['compare', 'previous', 'latest'], two(base, changed.slice(0, 998), virtual))
    expect(code).toBe(1)
    expect(out).toContain('Virtual time: 3 of 1,000 calls differ, the first is call 41:\n- {"type":"sample","call":41,')
  })
})

test('--json is one document on stdout, and the talk is elsewhere', async () => {
  const { out, err } = await type(['compare', 'previous', 'latest', '--json'], two(base, base))
  const comparison = JSON.parse(out) as Comparison
  expect(comparison).toMatchObject({
    schema: 'brownout/bench-comparison/1',
    verdict: 'held',
    isPaired: true,
    exact: null,
  })
  expect(comparison.findings.length).toBeGreaterThan(5)
  expect(err).toContain('Nothing is worse.')
})

test('hostile names do no harm in XML, Markdown and terminal', async () => {
  const series = '::error::]]><script>|`x`\u001b[31m@me'
  const hostile = (samples: readonly CallSample[]) => samples.map((sample) => ({ ...sample, series }))
  const cwd = two(
    hostile(base),
    hostile(
      slower(
        many(1_000, (call) => (call % 9 === 0 ? failed : {})),
        1.3,
      ),
    ),
  )
  const { code, out } = await type(['compare', 'previous', 'latest', '--junit', 'j.xml', '--summary', 's.md'], cwd)
  expect(code).toBe(1)
  const [junit, markdown] = ['j.xml', 's.md'].map((name) => readFileSync(join(cwd, name), 'utf8'))
  for (const text of [out, junit!, markdown!]) expect(text).not.toContain('\u001b')
  expect(out).not.toMatch(/^\s*::/m)
  expect(junit).not.toMatch(/<script|]]>/)
  expect(junit).toMatch(/<testcase [^>]*name="total\.p50"><failure type="failure" message="[^"]*"\/>/)
  expect(markdown).toContain('**WORSE**')
  expect(markdown!.replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, '')).not.toMatch(/<script|@me/)
})

test('a job on GitHub has its summary by itself; what stood there stays', async () => {
  const cwd = two(base, base)
  writeFileSync(join(cwd, 's.md'), 'before\n')
  await type(['compare', 'previous', 'latest', '--summary', 's.md'], cwd)
  expect(readFileSync(join(cwd, 's.md'), 'utf8')).toMatch(/^before\n### Benchmark compared: Nothing is worse\.\n/)
})

describe('what makes no sense is a problem', () => {
  test.each([
    [['latest'], 'Two runs are compared'],
    [[], 'Two runs are compared'],
    [['--baseline', 'x.json', 'latest', 'previous'], '--baseline is one side'],
    [['--save-baseline', 'x.json', 'latest', 'previous'], '--save-baseline keeps one run'],
    [['previous', 'nowhere'], 'There is no run of brownout bench that is called "nowhere".'],
    [['previous', 'latest', '--margin', '200%'], '--margin is a share above 0 %'],
    [['previous', 'latest', '--margin', '0'], '--margin is a share above 0 %'],
    [['previous', 'latest', '--margn', '5%'], 'Did you mean --margin?'],
  ])('%j', async (argv, text) => {
    const { code, err } = await type(['compare', ...argv], two(base, base))
    expect(code).toBe(2)
    expect(err).toContain(text)
  })

  test('no runs at all', async () => {
    expect((await type(['compare', 'previous', 'latest'], emptyFolder())).err).toContain('called "previous"')
  })
})

test('a run may be named by the end of its folder', async () => {
  const cwd = two(base, base)
  const folder = leave(cwd, base, { startedAt: '2026-11-23T05:00:00.000Z' })
  expect((await type(['compare', 'previous', folder.split('-').at(-1)!], cwd)).code).toBe(0)
  expect((await type(['compare', 'reports/latest', folder], cwd)).code).toBe(0)
})
