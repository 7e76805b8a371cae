import { readFixture } from './fixtures.ts'

export const providers = ['openai', 'deepseek', 'kimi', 'minimax', 'holysheep'] as const
export type Provider = (typeof providers)[number]

export type ProviderErrorName =
  | 'rateLimit'
  | 'invalidApiKey'
  | 'quotaExhausted'
  | 'modelNotFound'
  | 'serverError'
  | 'overloaded'

/** An error as a provider words it: status and body true to its source (`fixtures/provider-errors.json`). */
export interface ProviderError {
  readonly status: number
  readonly body: unknown
  readonly source: string
}

const fixture = readFixture('provider-errors.json') as Record<Provider, Record<ProviderErrorName, ProviderError>>

export function providerError(provider: Provider, name: ProviderErrorName): ProviderError {
  return fixture[provider][name]
}
