import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import type { Report, RunReport } from '../../harness/report.ts'
import { readToken, writeToken, type ReplayToken } from '../../harness/token.ts'

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

test('in real time the verdict counts, not the bytes', async () => {
  const [token] = (await type(['test', 'ra-ms', '--world', 'loopback', '--json'], emptyFolder())).out.match(
    /b1\.[\w.-]+/,
  )!
  const { code, out } = await type(['replay', token], emptyFolder())
  expect(code).toBe(0)
  expect(out).toContain('In real time no two runs are the same to the byte')
  expect(out).not.toContain('NOT the run')
})
