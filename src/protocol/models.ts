import { readFileSync } from 'node:fs'
import { readFixture } from './fixtures.ts'
import type { Price, TokenKind } from './money/price.ts'

/** What a source says of a model. Null is what it does not say: nothing is invented. */
export interface ModelFacts {
  /** As the source calls it; no two in a table have the same. */
  readonly name: string
  /** As a request names it. */
  readonly id: string | null
  readonly provider: string
  /** Decimal strings per million tokens. */
  readonly price: { readonly [kind in TokenKind]: kind extends 'input' | 'output' ? string : string | null }
  readonly currency: 'USD'
  /** In tokens. */
  readonly contextWindow: number | null
  readonly maxOutputTokens: number | null
  /** Requests per minute. */
  readonly maxRpm: number | null
  /** Its share of a weighted balance, against the weights of the others. */
  readonly weight: number | null
  readonly claimedLatencyMs: number | null
  /** How well it is said to speak a language, by its ISO 639-1 code. */
  readonly languages: Readonly<Record<string, 'average' | 'good' | 'excellent'>> | null
  readonly capabilities: { readonly [what in 'tools' | 'vision' | 'jsonSchema']: boolean | null }
  /** Prices of the source that have no place here: by tier, by service, for media. What they are for costs otherwise. */
  readonly notCounted: readonly string[]
  readonly source: string
  /** When the source said so: 2026-05 or 2026-05-31. */
  readonly date: string
}

export interface ModelTable {
  readonly schema: 'brownout/models/1'
  readonly models: readonly ModelFacts[]
}

/**
 * The models of a table that `brownout prices import` wrote; without a file, the tutorial's six (`fixtures/models.json`).
 * Throws an `Error` that names the file for one that cannot be read or is no such table.
 */
export function readModels(file?: string): readonly ModelFacts[] {
  if (file === undefined) return (readFixture('models.json') as ModelTable).models
  const table = JSON.parse(readFileSync(file, 'utf8')) as Partial<ModelTable> | null
  if (table?.schema === 'brownout/models/1' && Array.isArray(table.models)) return table.models
  throw new Error(`${file} is no table of models: expected what \`brownout prices import\` writes`)
}

/** The price of a model as an endpoint takes it: kinds that the source does not price are left out. */
export function priceOf({ price }: Pick<ModelFacts, 'price'>): Price {
  const { input, cachedInput, cacheWrite, output, reasoning } = price
  return {
    input,
    ...(cachedInput === null ? {} : { cachedInput }),
    ...(cacheWrite === null ? {} : { cacheWrite }),
    output,
    ...(reasoning === null ? {} : { reasoning }),
  }
}
