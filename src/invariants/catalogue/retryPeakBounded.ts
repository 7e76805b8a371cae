import type { CallView, EventOf, ExchangeView } from '../../history/index.ts'
import { busiestWindow } from '../busiestWindow.ts'
import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

const requestsNamed = 10

/**
 * A request was put off if it is its call's second or later one at an endpoint, or if its call had been waiting just before:
 * after an outage, or after a wait that many were asked for, those come on top of what callers begin anew. What goes out
 * as soon as its call begins, or as soon as another endpoint has failed, is as bunched as the calls themselves.
 */
export const retryPeakBounded = defineInvariant({
  name: 'retry-peak-bounded',
  number: 39,
  requirement:
    'What was put off does not come all at once: in no window more retries and waiting requests than declared for the load.',
  source:
    'Google SRE book, chapter 22: thundering herds after an outage; Envoy adds up to half of a Retry-After to it.',
  strength: 'should',
  vantage: 'driver',
  check(view, { declared: { retryPeak }, toleranceMs }) {
    const findings = new Findings()
    if (retryPeak === undefined) return findings.verdict('no bound on the peak of retries was declared')
    const { perMs, ofOffered } = retryPeak
    const begun = view.calls.map(({ started }) => started.at)
    const offered = busiestWindow(begun, perMs).count
    const most = ofOffered * offered
    for (const [place, requests] of putOff(view.calls, toleranceMs)) {
      findings.checked(requests.length)
      requests.sort((a, b) => a.seq - b.seq)
      const { count, first } = busiestWindow(
        requests.map(({ at }) => at),
        perMs,
      )
      if (count <= most + 1e-9) continue
      findings.violated(
        `${place} got ${count} requests within ${inMs(perMs)} that had been put off; callers began at most ${offered}, ` +
          `of which ${ofOffered} times as many were declared`,
        ...requests.slice(first, first + Math.min(count, requestsNamed)),
      )
    }
    return findings.verdict('no request was put off')
  },
})

type Started = EventOf<'exchange-started'>

/** By endpoint, whichever instance of the client asks it: it has to bear them all. */
function putOff(calls: readonly CallView[], toleranceMs: number): Map<string, Started[]> {
  const requests = new Map<string, Started[]>()
  for (const { started: begun, exchanges } of calls) {
    /** The first one at each place. */
    const seen: ExchangeView[] = []
    let readyAtMs = begun.at
    for (const exchange of exchanges) {
      const { started, ended } = exchange
      const isBack = seen.some((other) => isSamePlace(other, exchange))
      if (!isBack) seen.push(exchange)
      if (isBack || isLater(started.at, readyAtMs, toleranceMs)) {
        const place = placeOf(exchange)
        const others = requests.get(place)
        if (others === undefined) requests.set(place, [started])
        else others.push(started)
      }
      readyAtMs = Math.max(readyAtMs, ended?.at ?? started.at)
    }
  }
  return requests
}

function isSamePlace({ started: one }: ExchangeView, { started: other }: ExchangeView): boolean {
  return one.model === other.model && one.origin === other.origin
}
