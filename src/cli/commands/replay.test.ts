import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { Report, RunReport } from '../../harness/report.ts'
import { caseHash, foundName, type Case } from '../../harness/counterexample/case.ts'
import { readToken, writeToken, type ReplayToken } from '../../harness/token.ts'
import { packCase } from '../../harness/token/packCase.ts'

async function runOf(...argv: string[]): Promise<RunReport> {
  const { out, err } = await type([...argv, '--json'], emptyFolder())
  expect(out, err).not.toBe('')
  return (JSON.parse(out) as Report).runs[0]!
}

const brokenRun = () => runOf('test', 'auth-401', '--target', 'tutorial-fallback', '--seed', '1234567')

/** The broken run's token, changed; and what its replay says. */
async function replayed(changes: Partial<ReplayToken> = {}) {
  const token = readToken((await brokenRun()).token!)!
  return { token, ...(await type(['replay', writeToken({ ...token, ...changes })], emptyFolder())) }
}

describe('a broken run of the tutorial', () => {
  test('goes the same way, to the byte, and ends with the same code', async () => {
    const broken = await brokenRun()
    expect(broken.verdict).toBe('broke')
    const again = await runOf('replay', broken.token!)
    expect(again.historyHash).toBe(broken.historyHash)
    expect(again.judged).toEqual(broken.judged)
    expect(again.token).toBe(broken.token)
  })

  test('tells its story and says that scenario and history are the same', async () => {
    const { code, out, token } = await replayed()
    expect(code).toBe(1)
    expect(out).toContain('Playing auth-401 again: tutorial-fallback, virtual clock, seed 1234567.')
    expect(out).toContain('npx brownout help dead-credential-not-reused')
    expect(out).toContain(`Scenario: the same (${token.scenarioHash})\nHistory:  the same (${token.historyHash})\n`)
    expect(out).not.toContain('NOT the run')
  })

  test('leaves nothing behind', async () => {
    const folder = emptyFolder()
    await type(['replay', (await brokenRun()).token!], folder)
    expect(readdirSync(folder)).toEqual([])
  })

  test('on the virtual clock another history is said loudly', async () => {
    const { out, token } = await replayed({ historyHash: '00000000' })
    expect(out).toContain(`History:  DIFFERENT (00000000, now ${token.historyHash})`)
    expect(out).toMatch(/This is NOT the run of the token, though scenario and version are the same/)
  })

  test('another maker is said, and tried all the same', async () => {
    const { code, out } = await replayed({ madeBy: 'v0-0-0' })
    expect(code).toBe(1)
    expect(out).toContain('The token was made by v0-0-0, this is ')
    expect(out).toContain('History:  the same')
    const other = await replayed({ madeBy: 'v0-0-0', historyHash: '00000000' })
    expect(other.out).toContain('the client or brownout is another one by now')
  })

  test('a scenario that changed since is said', async () => {
    const { out, token } = await replayed({ scenarioHash: '000000', historyHash: '00000000' })
    expect(out).toContain(`Scenario: CHANGED since the token was made (000000, now ${token.scenarioHash})`)
    expect(out).toContain('the scenario is another one by now')
  })

  test('another seed is another run, if chance has a part in it', async () => {
    const random = { target: 'client', scenario: '500-random' }
    const [one, other] = await Promise.all([1, 2].map((seed) => replayed({ ...random, seed })))
    const historyOf = ({ out }: { out: string }) => /History:.*now (\w+)/.exec(out)![1]
    expect(historyOf(one!)).not.toBe(historyOf(other!))
  })
})

describe('a token that holds its case', () => {
  const models = { 'deepseek-chat': [{ when: { always: true }, fault: { type: 'status', status: 401 } }], other: [] }
  const given = { upstream: { models }, load: { type: 'burst', calls: 1 }, expect: {} } as Case
  const tokenWith = (held: object, target = 'tutorial-fallback') =>
    writeToken({
      target,
      world: 'virtual',
      scenario: 'x1',
      packed: packCase(held as Case),
      seed: 7,
      scenarioHash: caseHash(given),
      historyHash: '00000000',
      madeBy: 'v0-0-0',
    })

  test('is played from it alone, and gives itself', async () => {
    const broken = await runOf('replay', tokenWith(given))
    expect(broken).toMatchObject({ verdict: 'broke', family: 'counterexample', seed: 7 })
    expect(broken.scenario).toBe(foundName(given, 'tutorial-fallback', 7))
    const { code, out } = await type(['replay', broken.token!], emptyFolder())
    expect(code).toBe(1)
    expect(out).toContain(`Playing ${broken.scenario} again: tutorial-fallback, virtual clock, seed 7.`)
    expect(out).toMatch(/Scenario: the same \(\w{6}\)\nHistory:  the same \(\w{8}\)/)
  })

  test.each<[string, object, string]>([
    ['a key that no case has', { ...given, hurt: 1 }, 'There is no setting hurt'],
    [
      'a fault that there is not',
      { ...given, upstream: { models: { m: [{ when: { always: true }, fault: { type: 'statos' } }] } } },
      'Did you mean status?',
    ],
    ['calls without end', { ...given, load: { type: 'burst', calls: 1e9 } }, 'load.calls is 1000000000'],
    [
      'arrivals without end',
      { ...given, load: { type: 'poisson', perSecond: 1e5, durationMs: 1e7 } },
      'up to 100000 calls',
    ],
    ['a policy that makes no sense', { ...given, expect: { deadlineMs: -1 } }, 'expect.deadlineMs is -1'],
  ])('%s: three lines, exit 2', async (_story, held, said) => {
    const { code, err } = await type(['replay', tokenWith(held)], emptyFolder())
    expect(code).toBe(2)
    expect(err).toContain(said)
    expect(err).toMatch(/^error: .*\n {3}at: the case in the token b1\..*\n {2}fix: .*\n$/)
  })

  test('is kept with --save, as exploring would; what was written is not', async () => {
    const cwd = emptyFolder()
    const { code, out } = await type(['replay', tokenWith(given), '--save'], cwd)
    expect(code).toBe(1)
    const name = foundName(given, 'tutorial-fallback', 7)
    const file = `fixtures/counterexamples/${name.slice('found-'.length)}.json`
    expect(out).toContain(`Kept: ${file}. brownout test plays it from now on.`)
    expect(JSON.parse(readFileSync(join(cwd, file), 'utf8'))).toMatchObject({ name, seed: 7, verdict: 'broke' })
    const held = await type(['replay', tokenWith(given, 'client'), '--save'], cwd)
    expect(held.out).toMatch(/^Not kept: found-/m)
    const written = await type(['replay', (await brokenRun()).token!, '--save'], cwd)
    expect(written).toMatchObject({ code: 2, err: expect.stringContaining('was written, not found') as string })
  })

  test('of which letters are missing says so', async () => {
    const { code, err } = await type(['replay', tokenWith(given).replace('.x1.', '.x1.AAAA')], emptyFolder())
    expect(code).toBe(2)
    expect(err).toContain('cannot be read: letters are missing or changed')
  })
})

test('in real time the verdict counts, not the bytes', async () => {
  const [token] = (await type(['test', 'ra-ms', '--world', 'loopback', '--json'], emptyFolder())).out.match(
    /b1\.[\w.-]+/,
  )!
  const { code, out } = await type(['replay', token], emptyFolder())
  expect(code).toBe(0)
  expect(out).toContain('In real time no two runs are the same to the byte')
  expect(out).not.toContain('NOT the run')
})
