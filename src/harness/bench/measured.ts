import type { CallTry, GapCounts, SampleOutcome } from '../../bench/sample.ts'
import type { ChatError, Reply } from '../../client/index.ts'
import { costOf } from '../../protocol/money/cost.ts'
import { picoUsdOf, usdOf } from '../../protocol/money/picoUsd.ts'
import type { PriceTable } from '../../protocol/money/price.ts'
import { tokenCountsOf } from '../../protocol/money/usage.ts'
import type { MeasuredCall } from './benchClient.ts'
import { rounded } from './unmeasured.ts'

/** What whoever read the answer saw of it; instants of the run's clock. */
export interface Witnessed {
  /** The model that was asked for. */
  readonly series: string
  readonly firstTokenMs: number | null
  readonly endedMs: number
  readonly chunks: number
  readonly gaps: GapCounts
}

/** A call that was answered. */
export function measuredReply(reply: Reply, seen: Witnessed, prices: ReadonlyMap<string, PriceTable>): MeasuredCall {
  const { timings, cost, finishReason, usage, attempts } = reply
  const counts = usage === null ? undefined : tokenCountsOf(usage)
  return {
    firstTokenMs: seen.firstTokenMs,
    endedMs: seen.endedMs,
    connectMs: rounded(timings.connectMs),
    waitedMs: rounded(timings.waitedMs),
    outcome: outcomeOf(reply, seen.series),
    model: reply.model,
    errorClass: null,
    reason: null,
    status: null,
    attempts: attempts.length,
    tries: attempts.length > 1 ? triesOf(attempts) : undefined,
    failoverMs: failoverOf(reply, seen.series),
    inputTokens: counts === undefined ? null : counts.input + counts.cachedInput + counts.cacheWrite,
    outputTokens: counts === undefined ? null : counts.output + counts.reasoning,
    chunks: seen.chunks,
    gaps: seen.gaps,
    truncated: finishReason === 'length',
    costUsd: cost.usd,
    atMostUsd: cost.atMostUsd,
    wastedUsd: wastedBeside(reply, prices),
  }
}

/** A call that brought nothing, or not all of it: whatever it cost is wasted. */
export function measuredError(error: ChatError, seen: Witnessed): MeasuredCall {
  const { errorClass, reason, status, attempts, cost } = error
  return {
    firstTokenMs: seen.firstTokenMs,
    endedMs: seen.endedMs,
    connectMs: null,
    waitedMs: null,
    outcome: errorClass === 'aborted' ? 'cancelled' : 'failed',
    model: null,
    errorClass,
    reason,
    status,
    attempts: attempts.length,
    tries: attempts.length > 0 ? triesOf(attempts) : undefined,
    failoverMs: null,
    inputTokens: null,
    outputTokens: null,
    chunks: seen.chunks,
    gaps: seen.gaps,
    truncated: false,
    costUsd: cost.usd,
    atMostUsd: cost.atMostUsd,
    wastedUsd: cost.atMostUsd,
  }
}

const mostTries = 16

function triesOf(attempts: Reply['attempts']): CallTry[] {
  return attempts.slice(0, mostTries).map(({ endpoint, startedAtMs, endedAtMs, failure }) => ({
    model: endpoint,
    startedMs: rounded(startedAtMs),
    endedMs: rounded(endedAtMs),
    errorClass: failure?.errorClass ?? null,
  }))
}

/** Another model than the one asked for is a fallback, even where that one was not tried: its circuit was open. */
function outcomeOf({ endpoint, attempts }: Reply, series: string): SampleOutcome {
  if (endpoint !== series) return 'ok-after-fallback'
  return attempts.length === 1 ? 'ok-first-try' : 'ok-after-retry'
}

/** A hedge that won is no failover: nothing had failed by then. */
function failoverOf({ endpoint, attempts, timings }: Reply, series: string): number | null {
  const failed = attempts.find(({ failure }) => failure !== null && failure.reason !== 'superseded')
  if (endpoint === series || failed === undefined) return null
  return rounded(Math.max(0, timings.firstContentMs - failed.endedAtMs))
}

/** All that may have been billed, less what the answer itself cost. Where nothing else was tried nothing was wasted. */
function wastedBeside(reply: Reply, prices: ReadonlyMap<string, PriceTable>): string | null {
  const { attempts, cost, usage, endpoint } = reply
  if (attempts.length === 1) return '0'
  const price = prices.get(endpoint)
  const counts = usage === null ? undefined : tokenCountsOf(usage)
  if (cost.atMostUsd === null || price === undefined || counts === undefined) return null
  return usdOf(picoUsdOf(cost.atMostUsd) - costOf(counts, price))
}
