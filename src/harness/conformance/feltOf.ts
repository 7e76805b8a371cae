import { viewOf, type CallView, type ExchangeView, type HistoryEvent } from '../../history/index.ts'
import type { Felt } from './table.ts'

/** What a run's user felt; null where no call's first attempt failed on the wire: then there was nothing to feel. */
export function feltOf(events: readonly HistoryEvent[]): Felt | null {
  const { calls } = viewOf(events)
  const struck = calls.flatMap((call) => {
    const atMs = failedAtMs(call.exchanges[0])
    return atMs === undefined ? [] : [{ call, atMs }]
  })
  if (struck.length === 0) return null
  const waits = struck.flatMap(({ call, atMs }) => {
    const answeredAtMs = answeredAt(call)
    return answeredAtMs === undefined ? [] : [answeredAtMs - atMs]
  })
  const attempts = calls.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
  return {
    untilAnswerMs: waits.length === 0 ? null : Math.max(...waits),
    attemptsPerCall: attempts / calls.length,
    wastedAttempts: calls.reduce((sum, call) => sum + wastedIn(call), 0),
  }
}

/** When the wire showed that the attempt had failed; undefined if it did not. */
function failedAtMs(exchange: ExchangeView | undefined): number | undefined {
  if (exchange === undefined) return undefined
  const { response, ended } = exchange
  if (response !== undefined && response.truth.class !== 'ok') return response.at
  return ended !== undefined && (ended.how !== 'complete' || !ended.finished) ? ended.at : undefined
}

/** Of a stream the first words, else the end. */
function answeredAt({ ended, exchanges, deltas }: CallView): number | undefined {
  if (ended?.outcome.ok !== true) return undefined
  const lastBeganAtMs = exchanges.at(-1)?.started.at ?? 0
  return deltas.find(({ at }) => at >= lastBeganAtMs)?.at ?? ended.at
}

/** Attempts that the provider worked on, and may bill, beside the one that gave the answer. */
function wastedIn({ exchanges, ended }: CallView): number {
  const workedOn = exchanges.filter((one) => one.response?.truth.class === 'ok' || one.ended?.how === 'client-left')
  return Math.max(0, workedOn.length - (ended?.outcome.ok === true ? 1 : 0))
}
