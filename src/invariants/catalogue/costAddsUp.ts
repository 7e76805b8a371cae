import type { CallView } from '../../history/index.ts'
import { picoUsdOf, usdOf } from '../../protocol/money/picoUsd.ts'
import { Bills, isFree, isPerhapsUnread, isWhole } from '../bills.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/**
 * What the client says is known must be what its answers told, to the pico-dollar; what it says is the most must cover
 * what may have been billed beside: answers that were cut, left or beaten. Where it is not certain who read what (several
 * whole answers, a reader that left or was slow, a failure over a whole answer), only the most is judged.
 */
export const costAddsUp = defineInvariant({
  name: 'cost-adds-up',
  number: 30,
  requirement:
    'A call costs what all of its attempts cost, each kind of token at its price; what nobody told is unknown.',
  source: 'litellm combine_usage: the usage of other attempts is lost; OpenAI API reference, `usage`.',
  strength: 'must',
  vantage: 'client',
  check(view, { declared: { prices, attemptAtMostUsd }, toleranceMs }) {
    const findings = new Findings()
    if (prices === undefined) return findings.verdict('no prices were declared')
    const bills = Bills.by(prices)
    const attemptAtMost = attemptAtMostUsd === undefined ? undefined : picoUsdOf(attemptAtMostUsd)
    for (const call of view.calls) {
      const owed = owedBy(call, bills, toleranceMs)
      if (owed === undefined || call.operation === undefined) continue
      findings.checked()
      const wrong = wrongIn(call.operation, owed, attemptAtMost)
      if (wrong === undefined) continue
      const seen = call.exchanges.map(({ started, response, ended }) => ended ?? response ?? started)
      findings.violated(`call ${call.call} ${wrong}`, ...[...seen, call.operation].toSorted((a, b) => a.seq - b.seq))
    }
    return findings.verdict('no call said what it cost, or no upstream what it billed')
  },
})

interface Owed {
  /** What the client was told. */
  readonly told: bigint
  /** What was billed beside that, at the least. */
  readonly beside: bigint
  /** So many attempts may have been billed beside; if it is none, all is known. */
  readonly unknown: number
  /** Some attempt surely was billed, and nobody says how much. */
  readonly surelyUnknown: boolean
  /** Something must have been added for an attempt that was left before its answer began. */
  readonly left: boolean
  /** Nobody can say for certain what the client was told. */
  readonly onlyBounds: boolean
}

/** Undefined where an upstream does not say what it billed. */
function owedBy(call: CallView, bills: Bills, toleranceMs: number): Owed | undefined {
  const { exchanges, attemptsStarted, ended, left: leftLoop, resumed } = call
  if (ended === undefined) return undefined
  let told = 0n
  let beside = 0n
  let wholes = 0
  let free = 0
  let surelyUnknown = false
  let left = false
  // The counts stand at the end of a stream: a time limit may come before a slow reader gets there.
  let onlyBounds = leftLoop !== undefined || resumed !== undefined
  for (const exchange of exchanges) {
    if (isFree(exchange) && !isPerhapsUnread(exchange, call, toleranceMs)) {
      free += 1
      continue
    }
    if (exchange.response === undefined) {
      left ||= exchange.ended?.how === 'client-left' && bills.hasPrice(exchange)
      continue
    }
    const { status, truth } = exchange.response
    const { class: meaning, untold } = truth
    if (status < 200 || status >= 300) continue
    const bill = bills.of(exchange)
    if (bill === undefined) {
      if (meaning === 'ok') return undefined
      // What is no answer may still have said what it used.
      onlyBounds = true
      continue
    }
    onlyBounds ||= exchange.unheard === true
    // A cut behind the finish may or may not have left the counts in what came.
    const isCut = !isWhole(exchange)
    onlyBounds ||= isCut && exchange.ended?.finished === true
    if (isCut) beside += bill
    else {
      wholes += 1
      if (untold === true) {
        beside += bill
        surelyUnknown = true
      } else told += bill
    }
  }
  onlyBounds ||= wholes > 1 || (!ended.outcome.ok && wholes > 0)
  const known = wholes - (surelyUnknown ? 1 : 0)
  const unknown = Math.max(attemptsStarted.length, exchanges.length) - free - known
  return { told, beside, unknown, surelyUnknown, left, onlyBounds }
}

interface Said {
  readonly costUsd: string | null
  readonly atMostUsd: string | null
}

/** In words what is wrong with what the client says; undefined: nothing. */
function wrongIn({ costUsd, atMostUsd }: Said, owed: Owed, attemptAtMost: bigint | undefined): string | undefined {
  const { told, beside, unknown, surelyUnknown, left, onlyBounds } = owed
  const atMost = atMostUsd === null ? null : picoUsdOf(atMostUsd)
  const least = told + beside
  if (atMost !== null && atMost < least)
    return `says that it cost at most ${atMostUsd} USD; ${usdOf(least)} USD may have been billed`
  if (onlyBounds) return undefined
  if (atMost !== null && left && atMost === least)
    return `says that it cost at most ${atMostUsd} USD, as if the attempt that it left had cost nothing`
  const most = attemptAtMost === undefined ? undefined : told + BigInt(unknown) * attemptAtMost
  if (atMost !== null && most !== undefined && atMost > most)
    return `says that it cost at most ${atMostUsd} USD; no more than ${usdOf(most)} USD can have been billed`
  if (surelyUnknown)
    return costUsd === null ? undefined : `says that it cost ${costUsd} USD, which one of its answers did not tell`
  if (costUsd === null) return unknown > 0 ? undefined : `does not know that it cost ${usdOf(told)} USD`
  return picoUsdOf(costUsd) === told ? undefined : `says that it cost ${costUsd} USD; it was ${usdOf(told)} USD`
}
