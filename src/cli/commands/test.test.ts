import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { Report } from '../../harness/report.ts'
import { scenarios } from '../../scenarios/index.ts'

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const jsonOf = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

describe('the folder of a rehearsal', () => {
  test('holds the manifest, the history, the reports; and latest points at it', async () => {
    const folder = emptyFolder()
    const { out } = await type(['test', 'auth-401', 'ra-long', '--seed', '11'], folder)
    expect(out).toContain('Report: reports/latest/report.html\n')
    const [name, ...others] = readdirSync(join(folder, 'reports'))
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d{6}-[0-9a-z]+$/)
    expect(others).toEqual(['latest'])
    const latest = join(folder, 'reports/latest')
    expect(readlinkSync(latest)).toBe(name)
    const files = ['history.ndjson', 'junit.xml', 'report.html', 'report.json', 'run.json']
    expect(readdirSync(latest).toSorted()).toEqual(files)
    expect(jsonOf(join(latest, 'run.json'))).toMatchObject({
      schema: 'brownout/run/1',
      command: 'brownout test auth-401 ra-long --seed 11',
      seed: 11,
      config: null,
      targets: ['client'],
      scenarios: ['auth-401', 'ra-long'],
      worlds: ['virtual'],
      state: 'finished',
      verdict: 'held',
    })
  })

  test('has in its history a line that names each run, then the events, numbered from 0', async () => {
    const folder = emptyFolder()
    await type(['test', 'auth-401', 'ra-long'], folder)
    const lines = linesOf(join(folder, 'reports/latest/history.ndjson'))
    const { runs } = jsonOf(join(folder, 'reports/latest/report.json')) as Report
    const heads = lines.filter(({ type: kind }) => kind === 'run')
    expect(heads).toEqual(
      runs.map(({ target, world, scenario, seed, historyHash: hash }) => ({
        type: 'run',
        target,
        world,
        scenario,
        seed,
        hash,
      })),
    )
    const second = lines.indexOf(heads[1])
    expect(lines.slice(1, second).map(({ seq }) => seq)).toEqual(
      Array.from({ length: second - 1 }, (_, index) => index),
    )
    expect(lines.at(-1)).toMatchObject({ type: 'run-quiesced' })
  })

  test('is a new one each time, and latest follows', async () => {
    const folder = emptyFolder()
    for (const seed of ['1', '2']) await type(['test', 'auth-401', '--seed', seed, '--out', 'deep/er'], folder)
    expect(readdirSync(join(folder, 'deep/er'))).toHaveLength(3)
    expect(jsonOf(join(folder, 'deep/er/latest/run.json')).seed).toBe(2)
    expect(lstatSync(join(folder, 'deep/er/latest')).isSymbolicLink()).toBe(true)
  })

  test('holds only what the chosen reporters make', async () => {
    const folder = emptyFolder()
    const { out } = await type(['test', 'auth-401', '--reporter', 'junit'], folder)
    expect(readdirSync(join(folder, 'reports/latest')).toSorted()).toEqual(['history.ndjson', 'junit.xml', 'run.json'])
    expect(out).toContain('Report: reports/latest\n')
  })
})

describe('what is printed', () => {
  test('with --json is one JSON document, the very bytes of report.json, and the talk goes elsewhere', async () => {
    const folder = emptyFolder()
    const { out, err } = await type(['test', 'auth', '--json'], folder)
    const report = JSON.parse(out) as Report
    expect(report).toMatchObject({ schema: 'brownout/report/1', verdict: 'held', seed: 7 })
    expect(report.runs.map(({ family }) => family)).toEqual(report.runs.map(() => 'auth'))
    expect(out).toBe(readFileSync(join(folder, 'reports/latest/report.json'), 'utf8'))
    expect(err).toContain('scenarios held')
  })

  test('with -q is what broke and the sum, and nothing of what held', async () => {
    const { out } = await type(['test', 'auth-401', '-q', '--target', 'client,tutorial-fallback'], emptyFolder())
    expect(out).not.toContain('virtual clock, seed')
    expect(out).toContain('x auth-401 (tutorial-fallback, virtual clock)')
    expect(out).not.toMatch(/auth-401 +ok/)
    expect(out).toContain('1 run held, 1 broke.')
  })
})

describe('what is played', () => {
  const played = async (...argv: string[]) => {
    const { out, err } = await type(['test', ...argv, '--json', '--reporter', 'json'], emptyFolder())
    expect(out, err).not.toBe('')
    return (JSON.parse(out) as Report).runs
  }

  test('targets in the order of their names, worlds one after the other', async () => {
    const runs = await played(
      'auth-401',
      '--target',
      'tutorial-limiter,client',
      '--world',
      'virtual',
      '--world',
      'loopback',
    )
    expect(runs.map(({ target, world }) => `${target} ${world}`)).toEqual([
      'tutorial-limiter virtual',
      'client virtual',
      'tutorial-limiter loopback',
      'client loopback',
    ])
  })

  test('in real time, what is short; what is too long only if it is named', async () => {
    const runs = await played('ra-ms', 'rpm-w*', '--world', 'loopback', '--real-seconds', '2')
    expect(runs.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([
      ['ra-ms', 'held'],
      ['rpm-window', 'left-out'],
    ])
    const [named] = await played('ra-ms', '--world', 'loopback', '--real-seconds', '0.001')
    expect(named).toMatchObject({ scenario: 'ra-ms', verdict: 'held' })
  })

  test('the same seed makes the same history, another seed another', async () => {
    const hash = async (seed: string) => (await played('500-random', '--seed', seed))[0]!.historyHash
    expect(await hash('3')).toBe(await hash('3'))
    expect(await hash('3')).not.toBe(await hash('4'))
  })

  test('seed random draws one that is said', async () => {
    const [one] = await played('auth-401', '--seed', 'random')
    expect(one!.seed).toBeGreaterThanOrEqual(0)
    expect(one!.token).toContain(`.${one!.seed.toString(36)}.`)
  })
})

test('who stops a rehearsal gets a complete report of what was played', async () => {
  const folder = emptyFolder()
  const { code, out, err } = await type(['test', 'auth', '--json'], folder, 'SIGINT')
  expect(code).toBe(130)
  expect(err).toContain('Stopping')
  const report = JSON.parse(out) as Report
  expect(report.verdict).toBe('no-verdict')
  expect(report.runs).toHaveLength(scenarios.filter(({ family }) => family === 'auth').length)
  expect(report.runs.at(-1)).toMatchObject({
    verdict: 'left-out',
    reason: 'the rehearsal was interrupted before it was over',
  })
  expect(jsonOf(join(folder, 'reports/latest/run.json'))).toMatchObject({ state: 'interrupted', verdict: 'no-verdict' })
  expect(existsSync(join(folder, 'reports/latest/report.html'))).toBe(true)
})
