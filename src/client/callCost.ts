import { costOf } from '../protocol/money/cost.ts'
import type { PriceTable } from '../protocol/money/price.ts'
import { tokenCountsOf } from '../protocol/money/usage.ts'
import type { Usage } from '../protocol/chat.ts'
import type { Endpoint } from './endpoint.ts'
import { errorTable } from './errorTable.ts'
import type { Ending } from './failure.ts'
import type { Payload } from './payload.ts'
import type { Spending } from './spend.ts'
import { isGood, meansGaveUpWaiting } from './statusClass.ts'

interface EndedAttempt {
  readonly endpoint: Endpoint
  /** As it was when the attempt was launched: what is under way is billed at the old price. */
  readonly price: PriceTable | undefined
  readonly payload: Payload
  /** The request went out. */
  readonly sent: boolean
  readonly how: Ending
  /** As the provider counted, if it did. */
  readonly usage: Usage | null
}

/**
 * What an attempt cost, in pico-dollars, added to the sums given; undefined where it may have been billed and nobody
 * says how much. An error with a status of its own is not billed (OpenAI, DeepSeek, Anthropic: only answers are), but
 * behind a gateway that gave up waiting the provider may have worked to the end.
 */
export function chargeAttempt(attempt: EndedAttempt, sums: readonly Spending[]): bigint | undefined {
  const { endpoint, price, payload, sent, how, usage } = attempt
  if (!sent || (usage === null && !mayBeBilled(how))) return 0n
  // Without a price there is nothing to reckon: counts and worst cases are looked at for money alone.
  const counts = usage === null || price === undefined ? undefined : tokenCountsOf(usage)
  if (counts !== undefined && price !== undefined) {
    const picoUsd = costOf(counts, price)
    for (const sum of sums) sum.add(picoUsd)
    return picoUsd
  }
  const atMost = price === undefined ? undefined : payload.atMostPicoUsd(endpoint, price)
  for (const sum of sums) sum.addUnknown(atMost, usage !== null || isWhole(how))
  return undefined
}

/** The answer was given to its end, if only to be refused by the application: it surely was billed. */
function isWhole(how: Ending): boolean {
  return how === null || (how !== 'left' && how.errorClass === 'unacceptable')
}

function mayBeBilled(how: Ending): boolean {
  if (how === null || how === 'left' || how.mayBeBilled === true) return true
  if (how.status !== null && !isGood(how.status)) return meansGaveUpWaiting(how.status)
  return errorTable[how.errorClass].mayBeBilled
}
