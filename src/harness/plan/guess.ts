import type { PlannedModel, PlannedSpan, PlannedTokens, PlannedWorkload } from './planInput.ts'

/** Where nothing is limited there is nothing to compute a guess from. */
const unlimitedGuess = 10

/** How much the quotas of these models would let through together if calls came evenly: calls a second. */
export function guessCapacity(models: readonly PlannedModel[], workload: PlannedWorkload, quotaFactor = 1): number {
  const reserved = meanTokens(workload.inputTokens) + workload.maxTokens
  const each = models.map(({ rpm, tpm, concurrency, ttft, interToken }) => {
    const serviceSeconds = (meanMs(ttft) + meanTokens(workload.outputTokens) * meanMs(interToken)) / 1_000
    return Math.min(
      rpm === null ? Infinity : rpm / 60,
      tpm === null ? Infinity : tpm / 60 / reserved,
      concurrency === null ? Infinity : concurrency / serviceSeconds,
    )
  })
  const all = each.reduce((sum, one) => sum + one, 0) * quotaFactor
  return all === Infinity || all === 0 ? unlimitedGuess : all
}

/** Of a lognormal, median * e^(sigma^2 / 2). */
export function meanTokens(tokens: PlannedTokens): number {
  if ('empirical' in tokens) return meanOf(tokens.empirical)
  return tokens.median * Math.exp(tokens.sigma ** 2 / 2)
}

function meanMs(span: PlannedSpan): number {
  if ('empirical' in span) return meanOf(span.empirical)
  return span.medianMs * Math.exp(span.sigma ** 2 / 2)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
