import type { CallView, EventOf, ExchangeView, HistoryView } from '../../history/index.ts'
import { askOf } from '../asks.ts'
import { callerOf, isAnswered, isFailed, isSameEndpoint, mayHideAnswers, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/** What a 32-bit timer counts: a longer delay fires after 1 ms (Node: TimeoutOverflowWarning). */
const longestTimerMs = 2 ** 31 - 1

/** No sooner does a timer fire that was given NaN, a negative number or an overflow. */
const timerOfNothingMs = 1

/** So unlikely it is that so many draws of full jitter are so short, or the client is acquitted. */
const chanceOfConviction = 1e-9

/**
 * One short wait after nonsense proves nothing, as full jitter may draw it. That many waits after the same nonsense are as
 * short as those of a broken timer does: whatever else makes a client wait, it makes waits longer. Of n draws k are so short
 * with a chance of at most (n over k) p^k, where p is that of a single one, under the lowest ceiling. Put to the test by calls that went on after nonsense, and by
 * asks that no timer counts.
 */
export const retryAfterTotal = defineInvariant({
  name: 'retry-after-total',
  number: 7,
  requirement:
    'Whatever stands in Retry-After, the wait is a defined one: nonsense counts as not said, and no number overflows a timer.',
  source:
    'RFC 9110 section 10.2.3; ky #390; earendil-works/pi #6911; Node: a delay that is NaN or above 2^31-1 is 1 ms.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const findings = new Findings()
    const nonsense = new Map<string, Hasty>()
    const hides = mayHideAnswers(context)
    for (const call of view.troubled) {
      for (const wait of call.waits) judgeTold(call, wait, findings)
      if (!hides) for (const answer of call.exchanges) judgeHuge(call, answer, context, findings)
      if (context.declared.hedge === undefined) collectNonsense(call, context, nonsense, findings)
    }
    for (const [said, hasty] of nonsense) judgeHaste(said, hasty, findings)
    return findings.verdict(
      'no call went on after a wait that makes no sense, and none was asked for one that no timer counts',
    )
  },
})

/** The waits after one nonsense, and those that were as short as can be. */
interface Hasty {
  waits: number
  short: number
  /** That so many draws of full jitter are so short. */
  chance: number
  readonly evidence: HistoryView['events'][number][]
}

function collectNonsense(
  { exchanges }: CallView,
  { declared: { backoff }, toleranceMs }: JudgingContext,
  nonsense: Map<string, Hasty>,
  findings: Findings,
): void {
  if (backoff === undefined) return
  for (let index = 1; index < exchanges.length; index += 1) {
    const before = exchanges[index - 1]!
    const after = exchanges[index]!
    const text = nonsenseOf(before)
    const said = text === undefined ? undefined : kindOf(text)
    const ended = before.ended
    if (said === undefined || ended === undefined || ended.seq > after.started.seq) continue
    findings.checked()
    if (!isSameEndpoint(before, after)) continue
    let hasty = nonsense.get(said)
    if (hasty === undefined) nonsense.set(said, (hasty = { waits: 0, short: 0, chance: 1, evidence: [] }))
    const shortMs = timerOfNothingMs + toleranceMs
    const isShort = !isLater(after.started.at - ended.at, shortMs, 0)
    hasty.waits += 1
    if (isShort) hasty.short += 1
    // One draw more: (n over k) grows by n / (n - k), and by n / k times p where it was short. Clients round to whole ms.
    const chance = Math.min(1, (shortMs + timerOfNothingMs) / Math.min(backoff.initialMs, backoff.capMs))
    hasty.chance *= isShort ? (hasty.waits / hasty.short) * chance : hasty.waits / (hasty.waits - hasty.short)
    if (isShort) hasty.evidence.push(ended, after.started)
  }
}

/** Its Retry-After, if nobody can make a wait of it; undefined for what was cut, or makes sense. */
function nonsenseOf(exchange: ExchangeView): string | undefined {
  if (!isAnswered(exchange) || !isFailed(exchange)) return undefined
  const { asked, truth } = exchange.response
  return truth.waitMs === undefined ? (asked['retry-after'] ?? asked['retry-after-ms']) : undefined
}

/** What a careless reader makes of it: words are all one to a timer. */
function kindOf(said: string): string {
  const number = Number(said)
  if (Number.isNaN(number)) return 'a word'
  return number < 0 ? 'a negative number' : JSON.stringify(said)
}

const namedWaits = 6

function judgeHaste(said: string, { waits, short, chance, evidence }: Hasty, findings: Findings): void {
  if (chance > chanceOfConviction) return
  findings.violated(
    `${short} of ${waits} times a call came back at once after ${said} in Retry-After; full jitter does so ` +
      `with a chance of ${chance.toExponential(0)}`,
    ...evidence.slice(0, 2 * namedWaits).toSorted((a, b) => a.seq - b.seq),
  )
}

/** Too long for any timer, and at once somebody was there. Who comes later, and yet too early, breaks another rule. */
function judgeHuge(call: CallView, answer: ExchangeView, { toleranceMs }: JudgingContext, findings: Findings): void {
  if (!((answer.response?.truth.waitMs ?? 0) > longestTimerMs) || !isAnswered(answer)) return
  const ask = askOf(answer)
  if (ask === undefined) return
  findings.checked()
  const back = call.exchanges.find(
    (other) =>
      other.started.seq > answer.ended.seq &&
      isSameEndpoint(other, answer) &&
      !isLater(other.started.at - answer.ended.at, timerOfNothingMs + toleranceMs, 0),
  )
  if (back === undefined) return
  findings.violated(
    `${callerOf(back)} came back to ${placeOf(back)} after ${inMs(back.started.at - answer.ended.at)}; it had asked for ` +
      `${inMs(ask.waitMs)}, which is more than a timer of 32 bits counts`,
    answer.response,
    back.started,
  )
}

function judgeTold({ call }: CallView, wait: EventOf<'wait-started'>, findings: Findings): void {
  if (wait.delayMs >= 0) return
  findings.violated(`call ${call} waits for ${wait.delayMs} ms, which is no time at all`, wait)
}
