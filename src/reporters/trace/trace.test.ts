import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import { wrongInTrace } from '../../../test/support/traceRules.ts'
import type { CallTry } from '../../bench/sample.ts'
import type { Report } from '../../harness/report.ts'
import { trace } from './trace.ts'
import { TraceBuilder } from './traceBuilder.ts'
import type { TraceEvent, TraceFile } from './traceEvent.ts'

const read = (report: Report) => JSON.parse(trace.render(report)[0]!.content) as TraceFile

type Of<Phase> = Extract<TraceEvent, { ph: Phase }>
/** The first model asked twice at a time, and another in the end. */
const hedges = [
  ['deepseek-chat', 0, 100],
  ['deepseek-chat', 40, 140],
  ['moonshot-v1-8k', 160, 200],
].map(([model, startedMs, endedMs]) => ({ model, startedMs, endedMs, errorClass: 'network' })) as CallTry[]
const ofKind = <Phase extends TraceEvent['ph']>(events: readonly TraceEvent[], ph: Phase) =>
  events.filter((event): event is Of<Phase> => event.ph === ph)
const wrongIn = ({ traceEvents }: TraceFile) => wrongInTrace(traceEvents as unknown as Record<string, unknown>[])

describe('a benchmark', () => {
  const file = read(chartedReport())
  const events = file.traceEvents

  test('has a process per endpoint and one for the client, a track per call, and nothing that Perfetto refuses', () => {
    expect(wrongIn(file)).toEqual([])
    const processes = ofKind(events, 'M').flatMap(({ name, args }) => (name === 'process_name' ? [args.name] : []))
    expect(processes.toSorted()).toEqual([
      'client',
      'endpoint abab6-chat',
      'endpoint deepseek-chat',
      'endpoint moonshot-v1-8k',
    ])
  })

  test('shows attempts, waits with why, first tokens, and failovers as arrows', () => {
    const kinds = new Set(ofKind(events, 'X').map(({ cat }) => cat))
    expect(kinds).toEqual(new Set(['call', 'attempt', 'wait']))
    expect(ofKind(events, 'X').map(({ name }) => name)).toContain('attempt 1: network')
    expect(ofKind(events, 'X').find(({ cat }) => cat === 'wait')!.name).toMatch(
      /^waits .* \(before attempt 2, after network\)$/,
    )
    expect(ofKind(events, 'i').some(({ name }) => name === 'first token')).toBe(true)
    expect(ofKind(events, 's').length).toBeGreaterThan(0)
  })

  test('is small, however many calls there were, and the same each time', () => {
    expect(trace.render(chartedReport(undefined, 60_000))[0]!.content.length).toBeLessThan(50_000)
    expect(trace.render(chartedReport())).toEqual(trace.render(chartedReport()))
  })

  test('hostile names change no structure', () => {
    const hostile = read(chartedReport(['</script>\u202e', '"}],"x":[{', '\u0000']))
    expect(wrongIn(hostile)).toEqual([])
    expect(JSON.stringify(hostile)).not.toMatch(/\u202e|\\u0000/)
    expect(hostile.traceEvents.length).toBe(events.length)
  })
})

describe('rehearsals', () => {
  test('show what is known of the runs that broke', () => {
    const file = read(sampleReport)
    expect(wrongIn(file)).toEqual([])
    expect(ofKind(file.traceEvents, 'X').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['call 1: ok', 'waits 212 ms (backoff)', 'attempt 1: reset']),
    )
  })

  test('that all held leave no file', () => {
    expect(trace.render({ ...sampleReport, runs: [] })).toEqual([])
  })
})

describe('stretches of one track', () => {
  const span = { name: 'x', kind: 'attempt' } as const
  const built = (stretches: readonly (readonly [from: number, to: number])[]) => {
    const builder = new TraceBuilder()
    for (const [fromMs, toMs] of stretches) builder.stretch({ endpoint: 'a', call: 7 }, { ...span, fromMs, toMs })
    return builder.events
  }
  const tracksOf = (stretches: readonly (readonly [from: number, to: number])[]) =>
    ofKind(built(stretches), 'X').map(({ tid }) => tid)

  test('lie in each other, or one after the other; what overlaps has a track beside', () => {
    expect(
      tracksOf([
        [0, 10],
        [10, 20],
        [2, 5],
      ]),
    ).toEqual([1, 1, 1])
    expect(
      tracksOf([
        [0, 10],
        [5, 15],
      ]),
    ).toEqual([1, 2])
    // Of two that begin together the one that is told first is around the other.
    expect(
      tracksOf([
        [0, 10],
        [0, 15],
      ]),
    ).toEqual([1, 2])
    expect(
      tracksOf([
        [0, 15],
        [0, 10],
      ]),
    ).toEqual([1, 1])
    expect(
      tracksOf([
        [5, 10],
        [0, 15],
      ]),
    ).toEqual([1, 1])
    const names = ofKind(
      built([
        [0, 10],
        [5, 15],
      ]),
      'M',
    ).map(({ args }) => args.name)
    expect(names).toEqual(['endpoint a', 'call 7', 'call 7, at the same time (2)'])
  })

  test('are read by Perfetto, whatever they are', () => {
    const ms = fc.integer({ min: 0, max: 12 })
    const anyStretch = fc.record({ endpoint: fc.constantFrom('a', null), call: fc.nat(1), from: ms, to: ms })
    fc.assert(
      fc.property(fc.array(anyStretch, { maxLength: 12 }), (stretches) => {
        const builder = new TraceBuilder()
        for (const { endpoint, call, from, to } of stretches) {
          const track = builder.stretch({ endpoint, call }, { ...span, fromMs: from, toMs: to })
          builder.instant({ endpoint, call }, 'moment', to)
          builder.arrow(track, from, track, Math.max(from, to))
        }
        expect(wrongIn({ displayTimeUnit: 'ms', otherData: {}, traceEvents: builder.events })).toEqual([])
      }),
    )
  })
})

test('calls that were asked twice at a time are drawn beside each other, on real hedges', () => {
  const first = chartedReport().bench!
  const hedged = { ...first.summary.shownCalls.failed[0]!, call: 0, tries: hedges }
  const shownCalls = { slowest: [hedged], failed: [], random: [] }
  const file = read({ ...chartedReport(), bench: { ...first, summary: { ...first.summary, shownCalls } } })
  expect(wrongIn(file)).toEqual([])
  const attempts = ofKind(file.traceEvents, 'X').filter(({ cat }) => cat === 'attempt')
  expect(attempts.map(({ pid, tid }) => `${pid}/${tid}`)).toEqual(['2/1', '2/2', '3/1'])
})

describe('the rules of the format find', () => {
  const events = read(chartedReport()).traceEvents as unknown as Record<string, unknown>[]
  const firstOf = (ph: string) => events.findIndex((event) => event['ph'] === ph)
  const changed = (ph: string, change: object) => events.with(firstOf(ph), { ...events[firstOf(ph)], ...change })

  test.each([
    ['an event of another phase', changed('X', { ph: 'B' }), 'an event of the phase B'],
    ['a field too many', changed('X', { more: 1 }), 'fields '],
    ['no name', changed('i', { name: '' }), 'name of'],
    ['a time that is no whole µs', changed('X', { ts: 0.5 }), 'ts of'],
    ['a negative length', changed('X', { dur: -1 }), 'dur of'],
    ['the idle thread', changed('X', { tid: 0 }), 'tid of'],
    ['a moment of no scope', changed('i', { s: 'x' }), 's of'],
    ['an arrow that binds to what comes next', changed('f', { bp: 'n' }), 'bp of'],
    ['args that are a list', changed('X', { args: [] }), 'args of'],
    ['a track without a name', events.slice(1), 'no name for'],
    ['a name twice', [events[0]!, ...events], 'named twice'],
    ['time that goes back', events.toReversed(), 'goes back in time'],
    [
      'a stretch that leaves the one around it',
      events.map((event) => (event['cat'] === 'wait' ? { ...event, dur: 1e9 } : event)),
      'is dropped',
    ],
    ['an arrow without an end', events.toSpliced(firstOf('f'), 1), 'does not end'],
    ['an arrow without a beginning', events.toSpliced(firstOf('s'), 1), 'has not begun'],
    ['an arrow twice', events.toSpliced(firstOf('s'), 0, events[firstOf('s')]!), 'a second arrow'],
    ['an arrow from nowhere', changed('s', { pid: 1, tid: 1, ts: 0 }), 'outside of a stretch'],
  ])('%s', (_what, bent, says) => {
    expect(wrongInTrace(bent).join('\n')).toContain(says)
  })
})
