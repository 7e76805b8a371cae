import { describe, expect, test } from 'vitest'
import { played, sampleFacts, samplePlays, sampleTable } from '../../../test/support/sampleTable.ts'
import { betterElsewhere } from './betterElsewhere.ts'
import type { ConformanceTable } from './table.ts'
import { tableOf } from './tableOf.ts'

const cellOf = (table: ConformanceTable, client: string, name: string) => table.cells[client]?.[name]

describe('a table', () => {
  test('has a cell for what was played, and none for what was not', () => {
    expect(cellOf(sampleTable, 'client', 'ra-seconds')).toMatchObject({
      verdict: 'pass',
      felt: { attemptsPerCall: 2.5 },
    })
    expect(cellOf(sampleTable, 'python-one', '200-empty-body')).toBeUndefined()
    expect(Object.keys(sampleTable.cells['client']!)).toEqual(sampleFacts.cases.map(({ name }) => name))
  })

  test('shows a cell whose plays differ as flaky, by its milder play, and accuses nobody of it', () => {
    expect(cellOf(sampleTable, 'sdk-one', 'net-silent')).toMatchObject({ verdict: 'pass', flaky: 'fail' })
    expect(cellOf(sampleTable, 'sdk-one', 'net-silent')).not.toHaveProperty('finding')
    const turned = tableOf(sampleFacts, samplePlays.toReversed())
    expect(cellOf(turned, 'sdk-one', 'net-silent')).toMatchObject({ verdict: 'pass', flaky: 'fail' })
  })

  test('two plays that agree are one cell', () => {
    const twice = tableOf(sampleFacts, [...samplePlays, ...samplePlays.filter((one) => one.case !== 'net-silent')])
    expect(twice).toEqual(sampleTable)
  })
})

describe('findings', () => {
  test('a rule that a client breaks in several cases of a family is one, told by the first of them', () => {
    const ofUrllib = sampleTable.findings.filter(({ client }) => client === 'python-one')
    expect(ofUrllib).toMatchObject([
      { rule: 'retry-after-honoured', verdict: 'fail', cases: ['ra-seconds', 'ra-garbage-word'] },
      { rule: 'every-call-settles', verdict: 'hang', cases: ['net-silent'] },
    ])
    expect(ofUrllib[0]!.excerpt.length).toBeGreaterThan(0)
    expect(ofUrllib[0]).toMatchObject({ source: 'RFC 9110 section 10.2.3', family: 'rate-limit' })
  })

  test('every red cell names its own', () => {
    const ids = new Set(sampleTable.findings.map(({ id }) => id))
    expect(ids.size).toBe(sampleTable.findings.length)
    for (const row of Object.values(sampleTable.cells)) {
      for (const { verdict, finding } of Object.values(row)) {
        expect(finding !== undefined).toBe(verdict === 'fail' || verdict === 'hang')
        if (finding !== undefined) expect(ids).toContain(finding)
      }
    }
  })
})

describe('where another client does better than ours', () => {
  const withOurs = (...plays: ReturnType<typeof played>[]) =>
    betterElsewhere(tableOf(sampleFacts, [...samplePlays.filter(({ client }) => client !== 'client'), ...plays]))

  test('nowhere, while ours has passed all', () => expect(betterElsewhere(sampleTable)).toEqual([]))

  test('where ours is unknown, or not as good', () => {
    const unknown = played('client', 'tls-expired', { verdict: 'unknown', reason: 'nothing was put to the test' })
    expect(withOurs(unknown)).toEqual([
      {
        case: 'tls-expired',
        ours: { client: 'client', verdict: 'unknown', reason: 'nothing was put to the test' },
        better: [{ client: 'python-one', verdict: 'pass' }],
      },
    ])
  })

  test('a flaky cell counts by its worse play, on both sides', () => {
    const plays = ['pass', 'fail'].map((verdict) =>
      played('client', 'tls-expired', { verdict: verdict as 'pass', rules: ['x'] }),
    )
    expect(withOurs(...plays)).toMatchObject([{ ours: { verdict: 'fail' }, better: [{ client: 'sdk-one' }, {}] }])
    expect(withOurs(played('client', 'net-silent', { verdict: 'fail', rules: ['x'] }))).toEqual([])
  })
})
