import type { Attributes } from '@opentelemetry/api'
import { names } from './semanticNames.ts'

/** An endpoint that an attempt asked, as far as the event tells. */
export interface AskedEndpoint {
  readonly endpoint: string
  readonly model?: string
  /** For example `https://api.deepseek.com`. */
  readonly origin?: string
}

/** The provider's name for an endpoint, or one name for all. */
export type ProviderName = string | ((asked: AskedEndpoint) => string)

/** Well-known values of `gen_ai.provider.name`, by the host that serves them. */
const providersByHost: readonly (readonly [host: string, provider: string])[] = [
  ['openai.azure.com', 'azure.ai.openai'],
  ['openai.com', 'openai'],
  ['deepseek.com', 'deepseek'],
  ['moonshot.ai', 'moonshot_ai'],
  ['moonshot.cn', 'moonshot_ai'],
  ['groq.com', 'groq'],
  ['mistral.ai', 'mistral_ai'],
  ['perplexity.ai', 'perplexity'],
  ['x.ai', 'x_ai'],
]

/** Where a request went and whose it is: what spans and metrics say of an endpoint in common. */
export function placeOf(asked: AskedEndpoint | undefined, provider: ProviderName | undefined): Attributes {
  if (asked === undefined) return typeof provider === 'string' ? { [names.provider]: provider } : {}
  const url = asked.origin !== undefined && URL.canParse(asked.origin) ? new URL(asked.origin) : undefined
  const name = typeof provider === 'function' ? provider(asked) : (provider ?? providerAt(url?.hostname ?? ''))
  return {
    [names.provider]: name,
    ...(url === undefined ? {} : { [names.serverAddress]: url.hostname, [names.serverPort]: portOf(url) }),
  }
}

/** The conventions name a provider by the format it speaks, where they do not know better: everybody here speaks OpenAI's. */
function providerAt(hostname: string): string {
  return providersByHost.find(([host]) => hostname === host || hostname.endsWith(`.${host}`))?.[1] ?? 'openai'
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port)
}
