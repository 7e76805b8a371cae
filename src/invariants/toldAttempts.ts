import type { ExchangeView, ToldAttempt } from '../history/index.ts'
import { isAnswered } from './exchanges.ts'

/**
 * The first exchange that none of the attempts in an error can be; undefined if each has one of its own. An attempt that no
 * request came of is listed as well, and in which order they stand is the error's affair: so exchanges whose status is
 * known choose first.
 */
export function missingFrom(
  attempts: readonly ToldAttempt[],
  exchanges: readonly ExchangeView[],
): ExchangeView | undefined {
  const left = [...attempts]
  const take = (isIt: (attempt: ToldAttempt) => boolean): boolean => {
    const found = left.findIndex(isIt)
    if (found !== -1) left.splice(found, 1)
    return found !== -1
  }
  const unsure: ExchangeView[] = []
  for (const exchange of exchanges) {
    const status = refusalOf(exchange)
    if (status === undefined) unsure.push(exchange)
    else {
      const isHere = ({ model }: ToldAttempt) => model === exchange.started.model
      if (take((attempt) => isHere(attempt) && attempt.status === status)) continue
      if (!take((attempt) => isHere(attempt) && wasGivenUp(attempt))) return exchange
    }
  }
  return unsure.find((exchange) => !take(({ model }) => model === exchange.started.model))
}

/** The status that the client must have read. */
function refusalOf(exchange: ExchangeView): number | undefined {
  return isAnswered(exchange) && exchange.response.status >= 400 ? exchange.response.status : undefined
}

/** A time limit, or another attempt that won, may end an attempt while the last byte of its answer is on its way. */
function wasGivenUp({ errorClass }: ToldAttempt): boolean {
  return errorClass === 'timeout' || errorClass === 'aborted'
}
