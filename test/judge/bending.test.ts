import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bendingVariables, isNode } from '../../src/cli/judge/bend.ts'
import type { HistoryEvent } from '../../src/history/index.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { judgeTestee } from '../support/judgeCommand.ts'

interface Machine {
  readonly now: number
  readonly date: number
  readonly text: string
  readonly fixed: number
  readonly collections: number
  /** Its sha256. */
  readonly key: string
  readonly backup: string | null
  readonly models: string
  readonly model: string
}

/** What the program saw of its machine in each call of one case. */
async function seen(...argv: string[]) {
  const { folder, err } = await judgeTestee('machine', ['503-x2-then-ok', ...argv])
  const lines = readFileSync(join(folder, 'history.ndjson'), 'utf8').trim().split('\n').slice(1)
  const events = lines.map((line) => JSON.parse(line) as HistoryEvent)
  const told = events.flatMap((event) => {
    if (event.type !== 'call-ended') return []
    return [JSON.parse(event.outcome.ok ? event.outcome.text : event.outcome.message) as Machine]
  })
  return { told, events, err }
}

const hourMs = 3_600_000

describe('the machine of the program', { timeout: 60_000, retry: 2 }, () => {
  test('as it is', async () => {
    const { told, events } = await seen()
    const [{ now, collections, backup, models, model }] = told as [Machine]
    expect(Math.abs(now - Date.now())).toBeLessThan(hourMs)
    expect(collections).toBeLessThan(10)
    expect({ backup, models, model }).toEqual({ backup: null, models: 'deepseek-chat', model: 'deepseek-chat' })
    expect(events.filter(({ type }) => type === 'call-started')).toHaveLength(2)
  })

  test('a key that no other run has', async () => {
    const [one, other] = [await seen(), await seen()]
    expect(one.told[0]!.key).not.toBe(other.told[0]!.key)
    const credentials = one.events.flatMap((event) => (event.type === 'exchange-started' ? [event.credential] : []))
    expect(new Set(credentials)).toEqual(new Set(['gateway']))
  })

  test('--gc collects all the time', async () => {
    expect((await seen('--gc')).told[0]!.collections).toBeGreaterThan(10)
  })

  test('--gc takes time limits away that hang on a signal alone', async () => {
    const limits = ['net-silent', '--time-limit', '3']
    const [plain, pressed] = [
      await judgeTestee('forgetful', limits),
      await judgeTestee('forgetful', [...limits, '--gc']),
    ]
    expect(plain.run?.answered).toBe(0)
    expect(plain.run?.judged.find(({ invariant }) => invariant === 'every-call-settles')?.result.verdict).toBe('pass')
    expect(pressed.run?.judged.find(({ invariant }) => invariant === 'every-call-settles')?.result.verdict).toBe('fail')
  })

  test('--clock-skew puts the wall clock wrong, wherever it is read, and no other date', async () => {
    const [{ now, date, text, fixed }] = (await seen('--clock-skew=-48h')).told as [Machine]
    const readings = [now, date, Date.parse(text)]
    for (const reading of readings) expect(Math.abs(reading + 48 * hourMs - Date.now())).toBeLessThan(hourMs)
    expect(fixed).toBe(0)
  })

  test('--concurrency makes callers of one', async () => {
    const { events } = await seen('--concurrency', '3')
    expect(events.filter(({ type }) => type === 'call-started')).toHaveLength(6)
  })

  test('--models and --map give it its own names', async () => {
    const { told } = await seen('--models', 'gpt-4.1', '--map', 'BACKUP=1')
    expect(told[0]).toMatchObject({ model: 'gpt-4.1', models: 'gpt-4.1', backup: 'gpt-4.1' })
  })
})

describe('what bends a program', () => {
  test.each([
    ['node app.mjs', true],
    ["'/usr/local/bin/node' app.mjs", true],
    ['npx tsx app.ts', true],
    ['python3 app.py', false],
    ['./node-like', false],
  ])('%s is Node: %s', (command, expected) => {
    expect(isNode(command)).toBe(expected)
  })

  test('nothing asked, nothing done; what Node was told already stays', () => {
    const inherited = { NODE_OPTIONS: '--max-old-space-size=64' }
    expect(bendingVariables('node a.mjs', {}, { inherited })).toEqual({})
    const { NODE_OPTIONS } = bendingVariables('node a.mjs', { gc: true }, { inherited })
    expect(NODE_OPTIONS).toMatch(/^--max-old-space-size=64 --import=data:text\/javascript,\S+$/)
    expect(bendingVariables('python3 a.py', { gc: true }, { inherited })).toEqual({})
  })

  test('the clock of another runtime needs libfaketime, and its monotonic clock goes on', () => {
    const inherited = {}
    const here = join(import.meta.dirname, 'bending.test.ts')
    expect(
      bendingVariables('python3 a.py', { skewMs: -90_500 }, { inherited, places: ['/nowhere', here] }),
    ).toMatchObject({
      LD_PRELOAD: here,
      FAKETIME: '-90.5s',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    })
    const places = [join(emptyFolder(), 'libfaketime.so.1')]
    expect(() => bendingVariables('python3 a.py', { skewMs: 1 }, { inherited, places })).toThrow(/libfaketime/)
  })
})
