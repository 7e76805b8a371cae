import type { CallView, ExchangeView } from '../../history/index.ts'
import { picoUsdOf, usdOf } from '../../protocol/money/picoUsd.ts'
import { Bills, isFree, isPerhapsUnread, isWhole } from '../bills.ts'
import { callerOf, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * An attempt that starts may be billed to its end, whoever leaves it: so what was started must fit into the budget, not
 * what has been paid so far. And what was put aside for worst cases comes back: a call is not refused while its own worst
 * case would fit beside what was spent. Each instance of a fleet has a budget of its own.
 */
export const budgetKept = defineInvariant({
  name: 'budget-kept',
  number: 31,
  requirement:
    'No attempt starts that could take the spending over the budget, and what was put aside for others comes back.',
  source: 'litellm budgets; measured: "stop when spent >= cap" overshot five times at 256 calls at once.',
  strength: 'must',
  vantage: 'driver',
  check(view, { declared: { budgetUsd, prices, attemptAtMostUsd }, toleranceMs }) {
    const findings = new Findings()
    if (budgetUsd === undefined || prices === undefined) return findings.verdict('no budget was declared')
    const budget = picoUsdOf(budgetUsd)
    const bills = Bills.by(prices)
    judgeStarts(view.exchanges, bills, budget, findings)
    if (attemptAtMostUsd !== undefined)
      judgeRefusals(view.calls, bills, { budget, worst: picoUsdOf(attemptAtMostUsd), toleranceMs }, findings)
    return findings.verdict('no upstream said what it billed')
  },
})

/** Put to the test by each attempt that is billed. */
function judgeStarts(exchanges: readonly ExchangeView[], bills: Bills, budget: bigint, findings: Findings): void {
  const started = new Map<number, bigint>()
  for (const exchange of exchanges) {
    const bill = bills.of(exchange)
    if (bill === undefined) continue
    findings.checked()
    const before = started.get(exchange.instance) ?? 0n
    started.set(exchange.instance, before + bill)
    if (before > budget || before + bill <= budget) continue
    findings.violated(
      `${callerOf(exchange)} went to ${placeOf(exchange)}, billed ${usdOf(bill)} USD, with ${usdOf(before)} USD ` +
        `spent or under way of a budget of ${usdOf(budget)} USD`,
      exchange.started,
    )
  }
}

interface Limits {
  readonly budget: bigint
  /** No attempt can cost more. */
  readonly worst: bigint
  readonly toleranceMs: number
}

/** Put to the test by calls that were refused for the budget while no other call of their instance ran. */
function judgeRefusals(calls: readonly CallView[], bills: Bills, limits: Limits, findings: Findings): void {
  const { budget, worst } = limits
  const alone = refusedAlone(calls)
  if (alone.size === 0) return
  /** Per instance what it can know to have spent at most. */
  const spent = new Map<number, bigint>()
  for (const call of calls.filter(hasEnded).toSorted((a, b) => a.ended.seq - b.ended.seq)) {
    const { instance, exchanges, attemptsStarted, ended } = call
    // What was sent and never reached the upstream may have been billed, for all that its client knows.
    const unseen = BigInt(Math.max(0, attemptsStarted.length - exchanges.length)) * worst
    const seen = exchanges.reduce((sum, exchange) => sum + mostOf(exchange, call, bills, limits), 0n)
    const most = (spent.get(instance) ?? 0n) + unseen + seen
    spent.set(instance, most)
    if (!alone.has(call)) continue
    findings.checked()
    if (most + worst > budget) continue
    findings.violated(
      `call ${call.call} was refused for the budget of ${usdOf(budget)} USD, of which at most ${usdOf(most)} USD was ` +
        `spent; it could cost no more than ${usdOf(worst)} USD`,
      ended,
    )
  }
}

type EndedCall = CallView & { readonly ended: NonNullable<CallView['ended']> }

function hasEnded(call: CallView): call is EndedCall {
  return call.ended !== undefined
}

/** What runs beside a call holds its worst case, and rightly; what a client tells of no attempt, nobody can reckon. */
function refusedAlone(calls: readonly CallView[]): ReadonlySet<CallView> {
  const alone = new Set<CallView>()
  const longest = new Map<number, CallView>()
  let tells = false
  for (const call of calls) {
    tells ||= call.attemptsStarted.length > 0
    const before = longest.get(call.instance)
    if (before !== undefined && endOf(before) > call.started.seq) alone.delete(before)
    else if (isRefused(call) && tells) alone.add(call)
    if (before === undefined || endOf(call) > endOf(before)) longest.set(call.instance, call)
  }
  return alone
}

function endOf({ ended }: CallView): number {
  return ended?.seq ?? Infinity
}

function isRefused({ ended }: CallView): boolean {
  return ended !== undefined && !ended.outcome.ok && ended.outcome.errorClass === 'budget'
}

/** What an attempt that is over may have cost, as its caller can know it: usage stands at the end, and who left is gone. */
function mostOf(exchange: ExchangeView, call: CallView, bills: Bills, { worst, toleranceMs }: Limits): bigint {
  if (isPerhapsUnread(exchange, call, toleranceMs)) return worst
  if (isFree(exchange)) return 0n
  const isKnown = call.left === undefined && isWhole(exchange) && exchange.response?.truth.untold !== true
  return isKnown ? (bills.of(exchange) ?? worst) : worst
}
