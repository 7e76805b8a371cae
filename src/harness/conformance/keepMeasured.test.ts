import { describe, expect, test } from 'vitest'
import { sampleFacts, samplePlays, sampleTable } from '../../../test/support/sampleTable.ts'
import { keepMeasured } from './keepMeasured.ts'
import type { PlayedCell } from './playedCell.ts'
import { tableOf, type TableFacts } from './tableOf.ts'

/** The same clients on another day: what was measured differs, as it always does. */
const rerun = (change: (one: PlayedCell) => PlayedCell, facts: TableFacts = sampleFacts) =>
  tableOf(facts, samplePlays.map(change))

const otherFigures = (one: PlayedCell): PlayedCell => ({
  ...one,
  cell: { ...one.cell, reason: one.cell.reason?.replace('200 ms', '203.4 ms') ?? null },
  felt:
    one.felt === null ? null : { ...one.felt, untilAnswerMs: one.felt.untilAnswerMs && one.felt.untilAnswerMs + 200 },
  excerpt: one.excerpt.map((line) => line.replace('212', '215')),
})

describe('a table that agrees with the one before', () => {
  test('is that table, byte for byte', () => {
    const again = rerun(otherFigures)
    expect(JSON.stringify(again)).not.toBe(JSON.stringify(sampleTable))
    expect(JSON.stringify(keepMeasured(again, sampleTable))).toBe(JSON.stringify(sampleTable))
  })

  test('save for its date', () => {
    const again = keepMeasured(rerun(otherFigures, { ...sampleFacts, date: '2026-06-01' }), sampleTable)
    expect(again).toEqual({ ...sampleTable, date: '2026-06-01' })
  })
})

describe('a cell that was flaky', () => {
  const steady = (verdict: 'pass' | 'fail' | 'hang') =>
    rerun((one) =>
      one.client === 'sdk-one' && one.case === 'net-silent'
        ? { ...one, cell: { ...one.cell, verdict, rules: [] } }
        : one,
    )
  const cellOf = (table: ReturnType<typeof steady>) => table.cells['sdk-one']!['net-silent']

  test.each(['pass', 'fail'] as const)('stays so if both of its plays are a %s', (verdict) => {
    expect(cellOf(steady(verdict))).not.toHaveProperty('flaky')
    const kept = keepMeasured(steady(verdict), sampleTable)
    expect(cellOf(kept)).toEqual(cellOf(sampleTable))
    expect(kept.findings).toEqual(sampleTable.findings)
  })

  test('is told anew if it is neither of the two', () => {
    expect(cellOf(keepMeasured(steady('hang'), sampleTable))).toMatchObject({ verdict: 'hang' })
  })
})

describe('what no longer agrees is told anew', () => {
  test('another verdict', () => {
    const again = keepMeasured(
      rerun((one) =>
        one.case === 'ra-seconds' ? { ...one, cell: { ...one.cell, verdict: 'pass', reason: null, rules: [] } } : one,
      ),
      sampleTable,
    )
    expect(again.cells['sdk-one']!['ra-seconds']).toMatchObject({ verdict: 'pass' })
    expect(again.cells['sdk-one']!['ra-seconds']).not.toHaveProperty('reason')
  })

  test('a time that is far off', () => {
    const slower = (one: PlayedCell) => ({ ...one, felt: one.felt && { ...one.felt, untilAnswerMs: 84_000 } })
    expect(keepMeasured(rerun(slower), sampleTable).cells['client']!['ra-seconds']!.felt!.untilAnswerMs).toBe(84_000)
  })

  test('an answer that no longer comes', () => {
    const never = (one: PlayedCell) => ({ ...one, felt: one.felt && { ...one.felt, untilAnswerMs: null } })
    expect(keepMeasured(rerun(never), sampleTable).cells['client']!['ra-seconds']!.felt!.untilAnswerMs).toBeNull()
  })

  test('another version of the client', () => {
    const clients = sampleFacts.clients.map((one) => (one.name === 'sdk-one' ? { ...one, version: '2.0.0' } : one))
    const again = keepMeasured(rerun(otherFigures, { ...sampleFacts, clients }), sampleTable)
    expect(again.cells['sdk-one']!['ra-seconds']!.reason).toContain('203.4 ms')
    expect(again.cells['python-one']!['ra-seconds']!.reason).toContain('200 ms')
    expect(again.findings.find(({ client }) => client === 'sdk-one')!.excerpt.join()).toContain('215')
  })
})
