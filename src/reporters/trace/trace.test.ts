import { describe, expect, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import type { Report } from '../../harness/report.ts'
import { trace } from './trace.ts'
import type { TraceEvent, TraceFile } from './traceEvent.ts'

const read = (report: Report) => JSON.parse(trace.render(report)[0]!.content) as TraceFile

type Of<Phase> = Extract<TraceEvent, { ph: Phase }>
const ofKind = <Phase extends TraceEvent['ph']>(events: readonly TraceEvent[], ph: Phase) =>
  events.filter((event): event is Of<Phase> => event.ph === ph)
const trackOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`

/** What Perfetto asks of a file, told as a list of what is wrong with it. */
function wrongIn({ traceEvents: events }: TraceFile): string[] {
  const wrong: string[] = []
  const named = new Set(ofKind(events, 'M').map((event) => `${event.name} ${trackOf(event)}`))
  for (const event of events) {
    if (!named.has(`thread_name ${trackOf(event)}`) && event.ph !== 'M') wrong.push(`no track of ${event.name}`)
    if (!named.has(`process_name ${event.pid} 0`)) wrong.push(`no process of ${event.name}`)
    if (event.ph !== 'M' && !(Number.isInteger(event.ts) && event.ts >= 0)) wrong.push(`ts of ${event.name}`)
  }
  const stretches = ofKind(events, 'X').toSorted((one, other) => one.ts - other.ts || other.dur - one.dur)
  const open = new Map<string, Of<'X'>[]>()
  for (const event of stretches) {
    if (!(Number.isInteger(event.dur) && event.dur >= 0)) wrong.push(`dur of ${event.name}`)
    const around = (open.get(trackOf(event)) ?? []).filter(({ ts, dur }) => ts + dur > event.ts)
    // On one track stretches lie in each other, or one after the other.
    const inner = around.at(-1)
    if (inner !== undefined && event.ts + event.dur > inner.ts + inner.dur)
      wrong.push(`${event.name} leaves ${inner.name}`)
    open.set(trackOf(event), [...around, event])
  }
  const ends = ofKind(events, 'f')
  for (const { id, ts } of ofKind(events, 's'))
    if (ends.filter((end) => end.id === id && end.ts >= ts).length !== 1) wrong.push(`arrow ${id}`)
  return wrong
}

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

test('the check of this file finds what is wrong', () => {
  const [first, ...others] = read(chartedReport()).traceEvents
  expect(wrongIn({ displayTimeUnit: 'ms', otherData: {}, traceEvents: others })).not.toEqual([])
  expect(first!.ph).toBe('M')
})
