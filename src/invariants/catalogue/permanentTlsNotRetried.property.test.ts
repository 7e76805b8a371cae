import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HistoryBuilder } from '../../../test/support/historyBuilder.ts'
import type { CallView, HistoryEvent, HistoryView } from '../../history/index.ts'
import { permanentTlsNotRetried } from './permanentTlsNotRetried.ts'

type Happening = { readonly is: 'call' | 'end' | 'bad certificate'; readonly afterMs: number; readonly which: number }

const happening: fc.Arbitrary<Happening> = fc.record({
  is: fc.constantFrom('call', 'end', 'bad certificate'),
  afterMs: fc.constantFrom(0, 1, 9, 10, 11),
  which: fc.nat(9),
})

/** Calls begin, end and meet bad certificates as they come. */
function played(happenings: readonly Happening[]): HistoryView {
  const history = new HistoryBuilder()
  const running: number[] = []
  let atMs = 0
  let calls = 0
  for (const { is, afterMs, which } of happenings) {
    atMs += afterMs
    if (is === 'call') {
      history.call(atMs, calls)
      running.push(calls++)
    } else if (is === 'end') {
      const [ended] = running.splice(which % Math.max(1, running.length), 1)
      if (ended !== undefined) history.fail(atMs, ended)
    } else {
      const code = 'CERT_HAS_EXPIRED'
      history.record(atMs, { type: 'connection-failed', connection: 0, origin: 'gateway', code })
    }
  }
  return history.view()
}

/** How many failures can be dealt out to calls that ran just then, one each at most: by trying (augmenting paths). */
function mostDealt(runningAt: readonly (readonly number[])[]): number {
  const dealt = new Map<number, number>()
  const place = (failure: number, tried: Set<number>): boolean =>
    runningAt[failure]!.some((call) => {
      if (tried.has(call)) return false
      tried.add(call)
      const other = dealt.get(call)
      if (other !== undefined && !place(other, tried)) return false
      dealt.set(call, failure)
      return true
    })
  return runningAt.filter((_, failure) => place(failure, new Set())).length
}

function ranAt({ started, ended }: CallView, { seq, at }: HistoryEvent, toleranceMs: number): boolean {
  if (started.seq > seq) return false
  return ended === undefined || seq < ended.seq || (toleranceMs > 0 && at <= ended.at + toleranceMs)
}

test('a breach is found if and only if no dealing out gives every running call at most one failure', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 24, size: 'max' }),
      fc.constantFrom(0, 10),
      (happenings, toleranceMs) => {
        const view = played(happenings)
        const runningAt = view.connectionsFailed
          .map((failure) => view.calls.filter((call) => ranAt(call, failure, toleranceMs)).map(({ call }) => call))
          .filter((calls) => calls.length > 0)
        const dealt = mostDealt(runningAt)
        const verdict = permanentTlsNotRetried.check(view, { declared: {}, toleranceMs })
        if (verdict.verdict === 'unknown') expect(runningAt).toEqual([])
        else expect(verdict.checked).toBe(dealt)
        const breaches = verdict.verdict === 'fail' ? verdict.violations.length : 0
        expect(breaches).toBe(runningAt.length - dealt)
      },
    ),
    { numRuns: 500 },
  )
})
