import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allInvariants, HistoryBuilder } from '../../test/support/historyBuilder.ts'
import { catalogue, judge } from './index.ts'

const context = { declared: {}, toleranceMs: 0 }

describe('the catalogue', () => {
  test('every rule has its own name and number, and says what it asks and where that stands', () => {
    expect(new Set(allInvariants.map(({ name }) => name)).size).toBe(allInvariants.length)
    expect(new Set(allInvariants.map(({ number }) => number)).size).toBe(allInvariants.length)
    for (const { name, requirement, source } of allInvariants) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(requirement).toMatch(/^[A-Z].*\.$/)
      expect(source).toMatch(/\.$/)
    }
  })

  test('every rule lies in the file that bears its name, and none is forgotten', () => {
    const files = readdirSync(`${import.meta.dirname}/catalogue`).filter((file) => !/^index|\.test\./.test(file))
    const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(files.map((file) => kebab(file.replace('.ts', '')))).toEqual(
      expect.arrayContaining(allInvariants.map(({ name }) => name)),
    )
    expect(files).toHaveLength(allInvariants.length)
    for (const [key, { name }] of Object.entries(catalogue)) expect(kebab(key)).toBe(name)
  })

  test('the judge shares no code with the judged: it reads history and protocol only', () => {
    const folders = [import.meta.dirname, `${import.meta.dirname}/catalogue`]
    const files = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
    const judged = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    expect(judged.length).toBeGreaterThan(allInvariants.length)
    for (const file of judged) {
      for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import) '([^']+)'/g)) {
        expect(path, file).toMatch(
          /^(\.\/|\.\.\/)(catalogue\/|(\.\.\/)?history\/|(\.\.\/)?protocol\/(money\/)?)?\w+\.ts$/,
        )
      }
    }
  })
})

describe('judge', () => {
  test('gives a verdict of every rule, in the order of their numbers', () => {
    const judged = judge(new HistoryBuilder().view(), context, 'client')
    expect(judged.map(({ invariant }) => invariant.number)).toEqual(
      allInvariants.map(({ number }) => number).toSorted((a, b) => a - b),
    )
  })

  test('an empty history proves nothing', () => {
    const declared = { deadlineMs: 1, maxAttemptsPerCall: 1, rpm: 1, answeredAtLeast: 1, credentialCooldownMs: 1 }
    const judged = judge(new HistoryBuilder().view(), { declared, toleranceMs: 0 }, 'client')
    expect(judged.filter(({ verdict }) => verdict.verdict !== 'unknown')).toEqual([])
  })

  test('gives a verdict of each rule of the user’s own, behind the catalogue', () => {
    const own = { ...allInvariants[0]!, name: 'own-rule', number: 999 }
    const judged = judge(new HistoryBuilder().view(), context, 'client', [own])
    expect(judged).toHaveLength(allInvariants.length + 1)
    expect(judged.at(-1)!.invariant).toBe(own)
  })

  test('what cannot be seen of a target is unknown, whatever its history says', () => {
    const history = new HistoryBuilder()
    history.call(0, 1)
    history.record(1, { type: 'run-quiesced', timers: 1, sockets: 0, listeners: 0 })
    const verdictsFor = (vantage: 'wire' | 'driver' | 'client') =>
      new Map(judge(history.view(), context, vantage).map(({ invariant, verdict }) => [invariant.name, verdict]))
    expect(verdictsFor('client').get('nothing-left-behind')?.verdict).toBe('fail')
    expect(verdictsFor('driver').get('nothing-left-behind')).toEqual({
      verdict: 'unknown',
      why: 'needs the client’s own events',
    })
    expect(verdictsFor('driver').get('every-call-settles')?.verdict).toBe('fail')
    expect(verdictsFor('wire').get('every-call-settles')).toEqual({
      verdict: 'unknown',
      why: 'needs the caller’s events',
    })
  })
})
