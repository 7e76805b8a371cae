import type { ModelFacts } from './models.ts'
import { decimalOfNumber, inUnitsOf, shifted, textOfDecimal } from './money/decimal.ts'

/** Why an entry for a chat model could not be taken over, and where. */
export interface LeftOut {
  readonly name: string
  readonly reason: 'not-an-entry' | 'no-price' | 'not-a-number' | 'negative' | 'too-fine'
  /** The field at fault, and what stood there. */
  readonly field?: string
  readonly found?: string
}

export interface ImportedPrices {
  readonly models: readonly ModelFacts[]
  readonly leftOut: readonly LeftOut[]
  /** How many entries are for something else than chat, by their mode; '' for those that have none. */
  readonly otherModes: Readonly<Record<string, number>>
}

type Entry = Readonly<Record<string, unknown>>

/** The fields of the map that price a kind of token, in USD per token; where there are two names, the first that is there. */
const priceFields = {
  input: ['input_cost_per_token'],
  cachedInput: ['cache_read_input_token_cost', 'input_cost_per_token_cache_hit'],
  cacheWrite: ['cache_creation_input_token_cost'],
  output: ['output_cost_per_token'],
  reasoning: ['output_cost_per_reasoning_token'],
} as const satisfies Record<keyof ModelFacts['price'], readonly string[]>

const placesPerMillion = 6

/**
 * Reads LiteLLM's price map (`model_prices_and_context_window.json`, parsed). `sample_spec` explains the format and is no
 * model. Prices are floating-point USD per token; they are taken by their shortest text, and the point is moved: no
 * float is ever calculated with. What would have to be rounded to whole pico-dollars is left out, and said.
 *
 * Source: LiteLLM docs, "Add Model Pricing & Context Window".
 */
export function readLiteLlmPrices(map: Entry, source: string, date: string): ImportedPrices {
  const models: ModelFacts[] = []
  const leftOut: LeftOut[] = []
  const otherModes = new Map<string, number>()
  for (const [name, entry] of Object.entries(map)) {
    if (name === 'sample_spec') continue
    if (!isEntry(entry)) {
      leftOut.push({ name, reason: 'not-an-entry' })
      continue
    }
    if (entry['mode'] !== 'chat') {
      const mode = typeof entry['mode'] === 'string' ? entry['mode'] : ''
      otherModes.set(mode, (otherModes.get(mode) ?? 0) + 1)
      continue
    }
    const read = factsOf(name, entry, source, date)
    if ('reason' in read) leftOut.push(read)
    else models.push(read)
  }
  return { models, leftOut, otherModes: Object.fromEntries(otherModes) }
}

function factsOf(name: string, entry: Entry, source: string, date: string): ModelFacts | LeftOut {
  const prices: Partial<Record<keyof typeof priceFields, string>> = {}
  for (const [kind, fields] of Object.entries(priceFields)) {
    const field = fields.find((one) => isGiven(entry[one]))
    if (field === undefined) continue
    const read = perMillionTokens(entry[field])
    if (typeof read !== 'string') return { name, field, ...read }
    prices[kind as keyof typeof priceFields] = read
  }
  const { input, cachedInput, cacheWrite, output, reasoning } = prices
  if (input === undefined) return { name, reason: 'no-price', field: priceFields.input[0] }
  if (output === undefined) return { name, reason: 'no-price', field: priceFields.output[0] }
  const provider = typeof entry['litellm_provider'] === 'string' ? entry['litellm_provider'] : 'unknown'
  return {
    name,
    // LiteLLM itself takes its provider's name off before it sends the rest.
    id: name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
    provider,
    price: {
      input,
      cachedInput: cachedInput ?? null,
      // "0" here means that writing costs nothing beyond the input price; read as a price, it would be free of charge.
      cacheWrite: cacheWrite === undefined || (cacheWrite === '0' && input !== '0') ? null : cacheWrite,
      output,
      reasoning: reasoning ?? null,
    },
    currency: 'USD',
    // Not `max_tokens`: it means the one in some entries and the other in others.
    contextWindow: wholeOrNull(entry['max_input_tokens']),
    maxOutputTokens: wholeOrNull(entry['max_output_tokens']),
    maxRpm: wholeOrNull(entry['rpm']),
    weight: null,
    claimedLatencyMs: null,
    languages: null,
    capabilities: {
      tools: claimOrNull(entry['supports_function_calling']),
      vision: claimOrNull(entry['supports_vision']),
      jsonSchema: claimOrNull(entry['supports_response_schema']),
    },
    notCounted: notCountedIn(entry),
    source,
    date,
  }
}

/** USD per token, times a million, as text. */
function perMillionTokens(usdPerToken: unknown): string | Pick<LeftOut, 'reason' | 'found'> {
  const found = JSON.stringify(usdPerToken)
  const decimal = typeof usdPerToken === 'number' ? decimalOfNumber(usdPerToken) : undefined
  if (decimal === undefined) return { reason: 'not-a-number', found }
  if (decimal.digits < 0n) return { reason: 'negative', found }
  const price = shifted(decimal, 6)
  return inUnitsOf(price, placesPerMillion) === undefined ? { reason: 'too-fine', found } : textOfDecimal(price)
}

/** Every other price of the entry: tiers, service classes, media, searches, requests. */
function notCountedIn(entry: Entry): string[] {
  const counted: readonly string[] = Object.values(priceFields).flat()
  return Object.keys(entry)
    .filter((field) => /cost|pric/.test(field) && !counted.includes(field))
    .filter((field) => isGiven(entry[field]) && entry[field] !== 0)
    .toSorted()
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function wholeOrNull(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : null
}

function claimOrNull(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}
