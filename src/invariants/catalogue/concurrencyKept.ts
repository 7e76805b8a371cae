import type { ExchangeView, HistoryView } from '../../history/index.ts'
import { endpointOf, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { isLater } from '../timing.ts'

/**
 * Put to the test by requests that come while all places but their own are taken, and by requests that did not end well:
 * those forget to give their place back.
 */
export const concurrencyKept = defineInvariant({
  name: 'concurrency-kept',
  number: 24,
  requirement:
    'No endpoint has more requests under way than the declared limit, whoever waits in line and whoever leaves it, and every permit is given back.',
  source: 'go-zero #5011: what is counted when it ends is not seen while it runs; cockatiel #112.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { maxConcurrent }, toleranceMs }) {
    const findings = new Findings()
    if (maxConcurrent === undefined) return findings.verdict('no limit on requests under way was declared')
    for (const exchanges of Map.groupBy(view.exchanges, endpointOf).values()) {
      let open: ExchangeView[] = []
      for (const exchange of exchanges) {
        open = open.filter((other) => isOpenWith(other, exchange, 0))
        open.push(exchange)
        if (open.length < maxConcurrent) continue
        findings.checked()
        const surelyOpen = open.filter((other) => other === exchange || isOpenWith(other, exchange, toleranceMs))
        if (surelyOpen.length <= maxConcurrent) continue
        findings.violated(
          `${placeOf(exchange)} had ${surelyOpen.length} requests under way; ${maxConcurrent} were declared`,
          ...surelyOpen.map(({ started }) => started),
        )
      }
    }
    judgePermits(view, findings)
    return findings.verdict(`no endpoint had ${maxConcurrent} requests under way`)
  },
})

/** When all is over, what was acquired has been released: after errors, aborts and breaks as well. */
function judgePermits({ quiesced, failures }: HistoryView, findings: Findings): void {
  if (quiesced?.permits === undefined) return
  if (failures.length > 0) findings.checked()
  if (quiesced.permits !== 0)
    findings.violated(`${quiesced.permits} permits were not given back when the client was closed`, quiesced)
}

/** On sockets the upstream hears a little later that a client has left. */
function isOpenWith({ ended }: ExchangeView, { started }: ExchangeView, toleranceMs: number): boolean {
  return ended === undefined || isLater(ended.at, started.at, toleranceMs)
}
