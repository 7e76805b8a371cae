import { picoUsdOf, usdOf } from '../../protocol/money/picoUsd.ts'
import { tokenCountsOf, totalTokensOf } from '../../protocol/money/usage.ts'
import { ChatError } from '../chatError.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { Cost, Reply } from '../request.ts'
import type { BatchItem, BatchSummary } from './batch.ts'

const nothing: Cost = { usd: '0', atMostUsd: '0' }
const unknown: Cost = { usd: null, atMostUsd: null }

/** The sums of a batch, item by item. What a provider did not say is counted as unknown, never as 0. */
export class BatchTotals {
  #answered = 0
  #failed = 0
  #latencyMs = 0
  readonly #models = new Map<string, number>()
  readonly #tokens = { promptTokens: 0, completionTokens: 0, totalTokens: 0, unknown: 0 }
  #knownPicoUsd = 0n
  #atMostPicoUsd: bigint | null = 0n
  #unknownCosts = 0

  add(item: BatchItem): void {
    if (item.ok) this.#addReply(item.reply)
    else this.#failed += 1
    this.#addCost(item.ok ? item.reply.cost : costOfError(item.error))
  }

  result(): Pick<BatchSummary, 'answered' | 'failed' | 'usage' | 'cost' | 'models' | 'meanLatencyMs'> {
    const knownUsd = usdOf(this.#knownPicoUsd)
    return {
      answered: this.#answered,
      failed: this.#failed,
      usage: { ...this.#tokens },
      cost: {
        usd: this.#unknownCosts === 0 ? knownUsd : null,
        atMostUsd: this.#atMostPicoUsd === null ? null : usdOf(this.#atMostPicoUsd),
        knownUsd,
        unknown: this.#unknownCosts,
      },
      models: Object.fromEntries(this.#models),
      meanLatencyMs: this.#answered === 0 ? null : this.#latencyMs / this.#answered,
    }
  }

  #addReply({ model, timings, usage }: Reply): void {
    this.#answered += 1
    this.#latencyMs += timings.totalMs
    this.#models.set(model, (this.#models.get(model) ?? 0) + 1)
    const counts = tokenCountsOf(usage)
    if (counts === undefined) {
      this.#tokens.unknown += 1
      return
    }
    this.#tokens.promptTokens += counts.input + counts.cachedInput + counts.cacheWrite
    this.#tokens.completionTokens += counts.output + counts.reasoning
    this.#tokens.totalTokens += totalTokensOf(counts)
  }

  #addCost({ usd, atMostUsd }: Cost): void {
    if (usd === null) this.#unknownCosts += 1
    else this.#knownPicoUsd += picoUsdOf(usd)
    if (this.#atMostPicoUsd === null || atMostUsd === null) this.#atMostPicoUsd = null
    else this.#atMostPicoUsd += picoUsdOf(atMostUsd)
  }
}

function costOfError(error: Error): Cost {
  if (error instanceof ChatError) return error.cost
  // Refused before anything was sent.
  return error instanceof ClientOptionsError ? nothing : unknown
}
