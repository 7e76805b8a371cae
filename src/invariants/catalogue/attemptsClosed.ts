import type { CallView, ExchangeView } from '../../history/index.ts'
import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/** Put to the test by attempts that only the client could close: what ends by itself says nothing about it. */
export const attemptsClosed = defineInvariant({
  name: 'attempts-closed',
  number: 15,
  requirement:
    'An attempt that was given up is closed before the next one starts, one that lost a race when the call ends.',
  source: 'undici PR #4470: the old request stays open while the retry runs, and both are paid for.',
  strength: 'must',
  vantage: 'driver',
  check(view, { declared: { hedge }, toleranceMs }) {
    const findings = new Findings()
    const mostBeside = hedge?.maxHedges ?? 0
    for (const call of view.troubled) {
      judgeStarts(call, mostBeside, toleranceMs, findings)
      judgeEnding(call, toleranceMs, findings)
    }
    return findings.verdict('no call gave an attempt up')
  },
})

/** Of the attempts before this one only hedges may still be open. */
function judgeStarts({ call, exchanges }: CallView, mostBeside: number, toleranceMs: number, findings: Findings): void {
  let open: ExchangeView[] = []
  let gaveUp = false
  for (const exchange of exchanges) {
    const { started } = exchange
    if (gaveUp) findings.checked()
    open = open.filter(({ ended }) => isOpenAt(ended, started, toleranceMs))
    if (open.length > mostBeside) {
      findings.violated(
        `call ${call} tried ${placeOf(exchange)} while ${open.length} earlier attempts were open; ` +
          `${mostBeside} may be`,
        ...open.map((other) => other.started),
        started,
      )
    }
    open.push(exchange)
    gaveUp ||= wasClosedByClient(exchange)
  }
}

function judgeEnding(
  { call, exchanges, ended, aborted, left }: CallView,
  toleranceMs: number,
  findings: Findings,
): void {
  // An abort has a rule of its own, and who leaves has nobody who waits.
  if (ended === undefined || aborted !== undefined || left !== undefined) return
  for (const exchange of exchanges) {
    if (!wasClosedByClient(exchange)) continue
    findings.checked()
    const { started, ended: closed } = exchange
    if (!isOpenAt(closed, ended, toleranceMs)) continue
    const until = closed === undefined ? 'to the end of the run' : `for ${inMs(closed.at - ended.at)}`
    findings.violated(
      `call ${call} had ended and left its attempt on ${placeOf(exchange)} open ${until}`,
      ...[started, ended, ...(closed === undefined ? [] : [closed])].toSorted((a, b) => a.seq - b.seq),
    )
  }
}

function wasClosedByClient({ ended }: ExchangeView): boolean {
  return ended === undefined || ended.how === 'client-left'
}

function isOpenAt(
  closed: { readonly at: number } | undefined,
  { at }: { readonly at: number },
  toleranceMs: number,
): boolean {
  return closed === undefined || isLater(closed.at, at, toleranceMs)
}
