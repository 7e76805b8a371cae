import type { CallView, HistoryView } from '../../history/index.ts'
import { defineInvariant, Findings } from '../invariant.ts'

const callsNamed = 5

/** Put to the test by runs in which something failed: nobody has a reason to ask twice otherwise. */
export const retryAmplificationBounded = defineInvariant({
  name: 'retry-amplification-bounded',
  number: 38,
  requirement:
    'Over the run, and over the calls that began while something failed, there are no more requests a call than declared.',
  source:
    'Google SRE book, chapter 22: retries at several layers multiply; AWS Builders’ Library: retries are selfish.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { amplificationAtMost } }) {
    const findings = new Findings()
    if (amplificationAtMost === undefined) return findings.verdict('no bound on requests a call was declared')
    const whileFailing = failingSpan(view)
    if (whileFailing === undefined) return findings.verdict('no request failed')
    judgeCalls('over the run', view.calls, amplificationAtMost, findings)
    const [fromSeq, toSeq] = whileFailing
    const troubled = view.calls.filter(({ exchanges, started: { seq } }) => {
      // Whose first request came before the first failure may have been through by then.
      const firstSeq = exchanges[0]?.started.seq ?? seq
      return firstSeq >= fromSeq && seq <= toSeq
    })
    judgeCalls('while requests failed', troubled, amplificationAtMost, findings)
    return findings.verdict('no call was made')
  },
})

/** From the first request that failed to the last end of one. */
function failingSpan({ failures }: HistoryView): readonly [fromSeq: number, toSeq: number] | undefined {
  let fromSeq = Infinity
  let toSeq = -Infinity
  for (const { started, ended } of failures) {
    fromSeq = Math.min(fromSeq, started.seq)
    toSeq = Math.max(toSeq, ended?.seq ?? Infinity)
  }
  return fromSeq === Infinity ? undefined : [fromSeq, toSeq]
}

function judgeCalls(when: string, calls: readonly CallView[], atMost: number, findings: Findings): void {
  if (calls.length === 0) return
  findings.checked()
  const requests = calls.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
  if (requests <= atMost * calls.length + 1e-9) return
  const busiest = calls.toSorted((a, b) => b.exchanges.length - a.exchanges.length).slice(0, callsNamed)
  const amplification = Math.round((requests / calls.length) * 100) / 100
  findings.violated(
    `${when} ${calls.length} calls made ${requests} requests, ${amplification} each; ${atMost} were declared`,
    ...busiest.flatMap(({ exchanges }) => exchanges.map(({ started }) => started)).toSorted((a, b) => a.seq - b.seq),
  )
}
