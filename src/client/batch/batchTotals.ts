import type { Usage } from '../../protocol/chat.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { Reply } from '../request.ts'
import type { BatchItem, BatchSummary } from './batch.ts'
import { exactSum } from './exactSum.ts'

/** What a reply and the error of a call say about their cost, all attempts included. */
interface Costed {
  readonly cost?: { readonly usd: string | null; readonly atMostUsd: string | null }
}

/** The sums of a batch, item by item. What a provider did not say is counted as unknown, never as 0. */
export class BatchTotals {
  #answered = 0
  #failed = 0
  #latencyMs = 0
  readonly #models = new Map<string, number>()
  readonly #tokens = { promptTokens: 0, completionTokens: 0, totalTokens: 0, unknown: 0 }
  #knownUsd = '0'
  #atMostUsd: string | null = '0'
  #unknownCosts = 0

  add(item: BatchItem): void {
    if (item.ok) this.#addReply(item.reply)
    else this.#failed += 1
    this.#addCost(costOf(item))
  }

  result(): Pick<BatchSummary, 'answered' | 'failed' | 'usage' | 'cost' | 'models' | 'meanLatencyMs'> {
    return {
      answered: this.#answered,
      failed: this.#failed,
      usage: { ...this.#tokens },
      cost: {
        usd: this.#unknownCosts === 0 ? this.#knownUsd : null,
        atMostUsd: this.#atMostUsd,
        knownUsd: this.#knownUsd,
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
    if (!isCounted(usage)) {
      this.#tokens.unknown += 1
      return
    }
    this.#tokens.promptTokens += usage.prompt_tokens
    this.#tokens.completionTokens += usage.completion_tokens
    this.#tokens.totalTokens += isCount(usage.total_tokens)
      ? usage.total_tokens
      : usage.prompt_tokens + usage.completion_tokens
  }

  #addCost(cost: Required<Costed>['cost']): void {
    if (cost.usd === null) this.#unknownCosts += 1
    else this.#knownUsd = exactSum(this.#knownUsd, cost.usd)
    const both = this.#atMostUsd !== null && cost.atMostUsd !== null
    this.#atMostUsd = both ? exactSum(this.#atMostUsd!, cost.atMostUsd!) : null
  }
}

function costOf(item: BatchItem): Required<Costed>['cost'] {
  const { cost } = (item.ok ? item.reply : item.error) as Costed
  if (cost !== undefined) return cost
  // Refused before anything was sent.
  if (!item.ok && item.error instanceof ClientOptionsError) return { usd: '0', atMostUsd: '0' }
  return { usd: null, atMostUsd: null }
}

/** Whatever the type says, the counts came over the wire. */
function isCounted(usage: Usage | null): usage is Usage {
  return usage !== null && isCount(usage.prompt_tokens) && isCount(usage.completion_tokens)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
