import type { ErrorClass } from './errorClass.ts'
import { readFixture } from './fixtures.ts'

export const providers = ['openai', 'deepseek', 'kimi', 'minimax', 'holysheep'] as const
export type Provider = (typeof providers)[number]

/** What each of `providers` has words for. */
export type ProviderErrorName =
  | 'rateLimit'
  | 'invalidApiKey'
  | 'quotaExhausted'
  | 'modelNotFound'
  | 'serverError'
  | 'overloaded'

/** An error as a provider words it, true to its source (`fixtures/provider-errors.json`). */
export interface ProviderError {
  readonly status: number
  /** What came with it where it was seen, beside the content type; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** One and the same each time. */
  readonly body: object
  /** What it means, whatever its status says. */
  readonly class: ErrorClass
  /** The wait that headers or body ask for, in ms. A wait that only the sentence names is a hint and not here. */
  readonly waitMs?: number
  /** Where it was seen, and which part of it was not. */
  readonly source: string
}

const fixture = readFixture('provider-errors.json') as Readonly<Record<string, Readonly<Record<string, ProviderError>>>>

export function providerError(provider: Provider, name: ProviderErrorName): ProviderError {
  return fixture[provider]![name]!
}

const common = [
  'rateLimit',
  'invalidApiKey',
  'quotaExhausted',
  'modelNotFound',
  'serverError',
  'overloaded',
] as const satisfies readonly ProviderErrorName[]

const named = {
  openai: [
    ...common,
    'tokensPerMinuteLong',
    'tooLarge',
    'overloadedWithQuotaLeft',
    'slowDown',
    'creditBalanceExhausted',
    'organizationSpendLimit',
    'projectSpendLimit',
    'organizationUsageLimit',
    'quotaWithRetryAfter',
    'region',
    'parameter',
  ],
  azure: ['badHeaders', 'contentFilter'],
  deepseek: [...common, 'badRequest', 'invalidParameters', 'contentFilter'],
  kimi: [
    ...common,
    'requestsPerMinute',
    'tokensPerMinute',
    'planQuotaAsOverload',
    'contentFilter',
    'invalidAuthentication',
    'balance',
  ],
  minimax: [...common, 'unknownError', 'balanceAs429', 'balanceAs500', 'overloadedAs529'],
  openrouter: [
    'invalidApiKey',
    'credits',
    'creditsInFlight',
    'moderation',
    'rateLimit',
    'capacity',
    'modelNotFound',
    'timeout',
    'overloaded',
  ],
  holysheep: [...common, 'rateLimitHeaders'],
} as const

type Named = typeof named

/** `kimi.balance`, `openai.tooLarge`, …: a provider, and what it says. */
export type ProviderAnswerName = {
  [Name in keyof Named]: `${Name}.${Named[Name][number]}`
}[keyof Named]

/** Everything that some provider was seen to say. */
export const providerAnswerNames: readonly ProviderAnswerName[] = Object.entries(named).flatMap(([provider, names]) =>
  names.map((name) => `${provider}.${name}` as ProviderAnswerName),
)

export function providerAnswer(answer: ProviderAnswerName): ProviderError {
  const [provider, name] = answer.split('.') as [string, string]
  return fixture[provider]![name]!
}
