import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { ask, serveHere } from '../../../test/support/serve.ts'
import type { ExploredTarget, FoundDay } from '../../harness/explored/exploredTarget.ts'
import type { Report } from '../../harness/report.ts'

const source = join(import.meta.dirname, '../../..')

async function explored(argv: string, cwd = emptyFolder(), workers = '1') {
  const ended = await type(['explore', '--workers', workers, '--json', ...argv.split(' ')], cwd)
  expect(ended.out, ended.err).not.toBe('')
  const report = JSON.parse(ended.out) as Report
  return { ...ended, cwd, report, explored: report.explored as readonly ExploredTarget[] }
}

/** A config whose target is one of our mutants, by a name of its own. */
const mutant = {
  'bench.config.mjs': `import { retriesUnauthorizedOnce } from '${source}/src/targets/mutants/index.ts'
const { doc, vantage, supports, open } = retriesUnauthorizedOnce
export default { targets: { mine: { doc, vantage, supports, open } } }`,
}
const ownTarget = (open: string, vantage = 'driver') => ({
  'bench.config.mjs': `export default { targets: { mine: {
    doc: 'mine', vantage: '${vantage}', supports: { stream: false, abort: false, policy: false },
    open() { ${open} } } } }`,
})

describe('the tutorial’s client', () => {
  test('breaks rules: each has a small day, whose token replays to the same hash', async () => {
    const { code, report, explored: targets } = await explored('--target tutorial-fallback --runs 60')
    expect(code).toBe(1)
    expect(report.verdict).toBe('broke')
    const [one] = targets
    expect(one).toMatchObject({ target: 'tutorial-fallback', seed: 7, runs: 60, cases: 60 })
    // Which rules break is a matter of what sixty days bring; that several do is not.
    expect(one!.found.length).toBeGreaterThanOrEqual(3)
    for (const { name, token, rules, afterCases } of one!.found) {
      expect(rules).toBeLessThanOrEqual(3)
      expect(afterCases).toBeLessThanOrEqual(60)
      const run = report.runs.find(({ scenario }) => scenario === name)!
      expect(run).toMatchObject({ verdict: 'broke', family: 'counterexample', token })
      const { code: again, out } = await type(['replay', token!, '-q'], emptyFolder())
      expect(again).toBe(1)
      expect(out).toMatch(/Scenario: the same \(\w{6}\)\nHistory: {2}the same \(\w{8}\)/)
    }
  })

  test('is told: the rules, the days in two lanes, how much was looked at, how to keep it', async () => {
    const argv = 'explore --target tutorial-fallback --runs 60 --workers 1'
    const cwd = emptyFolder()
    const { out } = await type(argv.split(' '), cwd)
    const report = JSON.parse(readFileSync(join(cwd, 'reports/latest/report.json'), 'utf8')) as Report
    const { found } = report.explored![0]!
    for (const { invariant, afterCases, name } of found) {
      expect(out).toMatch(new RegExp(`^ {2}tutorial-fallback {2}day ${afterCases} breaks ${invariant}$`, 'm'))
      expect(out).toMatch(new RegExp(`^ {2}${invariant} +${name} {2}day ${afterCases} +\\d+( to \\d+)?$`, 'm'))
    }
    const shown = out.match(/\^ breaks\s+([\w-]+)/)?.[1]
    expect(found.map(({ invariant }) => invariant)).toContain(shown)
    for (const part of [
      'Exploring tutorial-fallback: 60 random days on the virtual clock, seed 7.',
      `\ntutorial-fallback: ${found.length} rules broken on 60 days.\n`,
      /^ {6}upstream +ms {4}client {3}\(> proof, x breach\)$/m,
      /^ {4}again: +npx brownout replay b1\.tutorial-fallback\.virtual\.x1\.[\w-]+\.0\./m,
      /^Looked at: 60 days, [\d,]+ calls, [\d,]+ attempts, in /m,
      'rules that were never put to the test',
      /^Keep all of it for brownout test and serve; replay <token> --save keeps one:\n {2}npx brownout explore --target tutorial-fallback --runs 60 --workers 1 --save$/m,
      'Report: reports/latest/report.html',
    ])
      expect(out).toMatch(part)
    for (const line of out.split('\n')) if (!line.includes('npx')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('has a folder like any run, with the histories of what was found', async () => {
    const { cwd, report } = await explored('--target tutorial-fallback --runs 30')
    const latest = join(cwd, 'reports/latest')
    const files = ['history.ndjson', 'junit.xml', 'report.html', 'report.json', 'run.json', 'trace.json']
    expect(readdirSync(latest).toSorted()).toEqual(files)
    const heads = readFileSync(join(latest, 'history.ndjson'), 'utf8').match(/^\{"type":"run".*$/gm)!
    expect(heads.map((line) => (JSON.parse(line) as { hash: string }).hash)).toEqual(
      report.runs.map(({ historyHash }) => historyHash),
    )
    expect(readFileSync(join(latest, 'junit.xml'), 'utf8')).toMatch(/failures="[1-9]/)
    expect(readFileSync(join(latest, 'report.html'), 'utf8')).toContain(report.runs[0]!.scenario)
  })

  test('is found out alike by the same seed and runs, whoever is asked', async () => {
    const found = async (argv: string) => (await explored(argv)).explored[0]!.found
    const one = await found('--target tutorial-robust --runs 120 --seed 3')
    expect(await found('--target tutorial-robust --runs 120 --seed 3')).toEqual(one)
    expect(await found('--target tutorial-robust --runs 120 --seed 4')).not.toEqual(one)
  })
})

test('our client: nothing found, and how much that says', async () => {
  const { code, report, explored: targets, cwd } = await explored('--runs 80')
  expect(code).toBe(0)
  expect(report).toMatchObject({ verdict: 'held', runs: [{ scenario: 'random-days', verdict: 'held' }] })
  const [one] = targets
  expect(one!.found).toEqual([])
  expect(one!.coverage.cases).toBe(80)
  expect(Object.values(one!.rules).every(({ fail }) => fail === 0)).toBe(true)
  expect(one!.rules['every-call-settles']!.pass).toBeGreaterThan(70)
  const unknown = report.runs[0]!.judged.filter(({ result }) => result.verdict === 'unknown')
  expect(unknown.map(({ invariant }) => invariant)).toEqual(
    expect.arrayContaining([...one!.coverage.neverMet.invariants]),
  )
  expect(readFileSync(join(cwd, 'reports/latest/report.html'), 'utf8')).toContain('random-days')
})

describe('a client of the config', () => {
  test('that retries a 401: found, kept, played by test, served', async () => {
    const cwd = emptyFolder(mutant)
    const { code, err, explored: targets } = await explored('--runs 150 --save', cwd)
    expect(code, err).toBe(1)
    const { found } = targets[0]!
    expect(found.map(({ invariant }) => invariant)).toContain('no-retry-after-terminal')
    const [day] = found as [FoundDay]
    const file = `fixtures/counterexamples/${day.name.slice('found-'.length)}.json`
    expect(err.replaceAll(/\s+/g, ' ')).toContain(`${file}`)
    expect(JSON.parse(readFileSync(join(cwd, file), 'utf8'))).toMatchObject({
      schema: 'brownout/counterexample/1',
      name: day.name,
      invariant: day.invariant,
      story: day.message,
      target: 'mine',
      verdict: 'broke',
    })
    expect((await type(['test', day.name], cwd)).code).toBe(1)
    expect((await type(['test', day.name, '--target', 'client'], cwd)).code).toBe(0)
    expect((await type(['explore', '--workers', '1', '--runs', '150', '--save'], cwd)).out).toContain('Kept already: ')
    const { baseUrl, stop } = await serveHere([file], { cwd })
    expect((await ask(baseUrl)).status).toBeGreaterThanOrEqual(200)
    await stop()
  })

  test('is found out alike in threads of its own', async () => {
    const cwd = emptyFolder(mutant)
    const [here, there] = [await explored('--runs 150', cwd), await explored('--runs 150', cwd, '2')]
    expect(there.explored).toEqual(here.explored)
  })

  test('that throws what it must not: a finding, of which there is nothing to keep', async () => {
    const cwd = emptyFolder(ownTarget('throw new Error("no such luck")'))
    const { code, err, report, explored: targets } = await explored('--runs 20 --save', cwd)
    expect(code, err).toBe(1)
    expect(targets[0]!.found).toMatchObject([{ invariant: 'crash', message: 'Error: no such luck', afterCases: 1 }])
    expect(report).toMatchObject({ verdict: 'broke', runs: [{ verdict: 'crashed', reason: 'Error: no such luck' }] })
    expect(err).toMatch(/^Not kept: found-[0-9a-f]{8}\./m)
    expect(existsSync(join(cwd, 'fixtures'))).toBe(false)
    const { out } = await type(['replay', report.runs[0]!.token!], cwd)
    expect(out).toContain('Error: no such luck')
  })

  test('of which nothing can be judged gets no verdict', async () => {
    const nothing = ownTarget(
      "return { chat: async () => ({ ok: true, text: '', model: null }), async close() {} }",
      'wire',
    )
    const { code, report, err } = await explored('--runs 20', emptyFolder(nothing))
    expect(code).toBe(3)
    expect(report.verdict).toBe('no-verdict')
    expect(err).toContain('mine: no verdict: no rule was put to the test.')
  })
})

test('who stops it gets what was found so far', async () => {
  const cwd = emptyFolder()
  const argv = ['explore', '--target', 'tutorial-fallback,client', '--runs', '5000', '--workers', '1', '--json']
  const { code, out, err } = await type(argv, cwd, 'SIGINT')
  expect(code).toBe(130)
  expect(err).toContain('Stopping: what was found so far')
  const report = JSON.parse(out) as Report
  expect(report.explored!.map(({ target }) => target)).toEqual(['tutorial-fallback'])
  expect(report.explored![0]!.cases).toBeLessThan(5000)
  expect(JSON.parse(readFileSync(join(cwd, 'reports/latest/run.json'), 'utf8'))).toMatchObject({ state: 'interrupted' })
})

describe('what makes no sense', () => {
  test.each([
    ['--world loopback', 'Exploration plays on the virtual clock only, not on loopback.'],
    ['--runs 0', '--runs is a whole number from 1 to 10000000; found "0".'],
    ['--workers many', '--workers is a whole number from 1 to 64; found "many".'],
    ['--target nobody', 'There is no target "nobody".'],
    ['storm-short', 'brownout explore has no use for "storm-short".'],
    ['--save=yes', '--save is on or off and takes no value; found "yes".'],
  ])('%s: three lines, exit 2, nothing written', async (argv, what) => {
    const cwd = emptyFolder()
    const { code, err } = await type(['explore', ...argv.split(' ')], cwd)
    expect(code).toBe(2)
    expect(err).toContain(`error: ${what}\n`)
    expect(existsSync(join(cwd, 'reports'))).toBe(false)
  })

  test('a folder for the results that cannot be made: exit 5', async () => {
    expect((await type(['explore', '--runs', '5'], emptyFolder({ reports: 'a file' }))).code).toBe(5)
  })
})
