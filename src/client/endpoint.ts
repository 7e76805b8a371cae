import type { Price, PriceTable } from '../protocol/money/price.ts'
import { addressBelow, checkedBaseURL } from './baseUrl.ts'
import { shown } from './checkNames.ts'
import { checkEndpoint } from './checkOptions.ts'
import { headersFrom, secretsAmong } from './endpointHeaders.ts'
import { keyFrom, readKey, type ApiKey } from './keys/env.ts'
import { isPadded } from './keys/keyProblem.ts'
import { pricesFrom } from './moneyOptions.ts'
import { ClientOptionsError } from './optionsError.ts'
import { Secret } from './secret.ts'

/** What the provider allows this endpoint; it goes before the client's own rate limiter and concurrency policies. */
export interface EndpointQuota {
  /** Requests per minute. */
  readonly rpm?: number
  /** Tokens per minute: prompt and `max_tokens`. */
  readonly tpm?: number
  /** Attempts in flight. */
  readonly maxConcurrent?: number
}

/** What a model can do; what is left out is unknown, and tried. */
export interface EndpointCapabilities {
  readonly tools?: boolean
  readonly vision?: boolean
  /** `response_format` as `json_object` or `json_schema`. */
  readonly json?: boolean
}

/** A model at a base URL with a credential. */
export interface EndpointOptions {
  /** Its name in routes, events and errors; defaults to the model. */
  readonly id?: string
  /** Ends in `/v1` as a rule; `/chat/completions` is appended to the path, before a query. */
  readonly baseURL: string
  readonly model: string
  /** The key, or `env('NAME')`. White space around it is taken off. */
  readonly apiKey: ApiKey
  /** Prompt and answer together, in tokens. */
  readonly contextWindow?: number
  /** The longest answer in tokens where a request sets no `max_tokens`; a budget needs one of the two. */
  readonly maxOutputTokens?: number
  readonly capabilities?: EndpointCapabilities
  /** USD per million tokens as decimal strings: `{ input: '0.42', output: '0.42' }`. */
  readonly price?: Price
  readonly quota?: EndpointQuota
  /** Sent with every request there: OpenRouter's `HTTP-Referer` and `X-Title`, the id of an organisation. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Endpoint {
  readonly id: string
  readonly model: string
  /** Its path ends in `/chat/completions`; the base URL's query, if it has one, stands behind it. */
  readonly url: string
  /** Its path ends in `/v1` as a rule, without a slash behind it. */
  readonly baseURL: string
  /** Endpoints at the same origin share its certificate. */
  readonly origin: string
  readonly secret: Secret
  /** Endpoints with the same key share this number: a dead key is dead for all of them. */
  readonly credential: number
  /** The key was given with white space around it. */
  readonly keyWasPadded: boolean
  readonly contextWindow: number | undefined
  readonly maxOutputTokens: number | undefined
  readonly capabilities: EndpointCapabilities
  readonly price: PriceTable | undefined
  readonly quota: EndpointQuota
  /** Names in small letters; none that the client writes itself. */
  readonly headers: Readonly<Record<string, string>>
}

/** Checks the endpoints and gives each key its number. */
export function endpointsFrom(options: readonly EndpointOptions[]): Endpoint[] {
  if (options.length === 0)
    throw new ClientOptionsError('a client needs at least one endpoint: give `models` or `endpoints`')
  const keys: string[] = []
  /** Endpoints mostly share a key: it is looked at once. */
  const read = new Map<ApiKey, string>()
  const secrets = new Map<string, Secret>()
  const ids = new Set<string>()
  return options.map((given, index) => {
    checkEndpoint(given, index)
    const {
      id,
      baseURL,
      model,
      apiKey,
      contextWindow,
      maxOutputTokens,
      capabilities = {},
      price,
      quota = {},
      headers,
    } = given
    const name = id ?? model
    if (ids.has(name))
      throw new ClientOptionsError(`two endpoints are called ${JSON.stringify(name)}: give each its own id`)
    ids.add(name)
    const quoted = JSON.stringify(name)
    const owner = `endpoint ${quoted}`
    const key = read.get(apiKey) ?? keyFrom(apiKey, owner)
    read.set(apiKey, key)
    const { base, origin } = checkedBaseURL(baseURL, owner)
    if (holdsKey(base, key))
      throw new ClientOptionsError(
        `the baseURL of ${owner} holds the apiKey: leave it out, or every log of addresses shows it`,
      )
    const sent = headersFrom(headers, quoted)
    checkWhole('contextWindow', contextWindow, name)
    checkWhole('maxOutputTokens', maxOutputTokens, name)
    for (const what of Object.keys(quota)) checkWhole(`quota.${what}`, quota[what as keyof EndpointQuota], name)
    if (!keys.includes(key)) keys.push(key)
    const hidden = secretsAmong(sent)
    // What is to be found of a key is worked out once, however many endpoints share it.
    const secret = hidden.length === 0 ? (secrets.get(key) ?? new Secret(key)) : new Secret(key, hidden)
    if (hidden.length === 0) secrets.set(key, secret)
    return {
      id: name,
      model,
      origin,
      baseURL: base,
      url: addressBelow(base, '/chat/completions'),
      secret,
      credential: keys.indexOf(key),
      keyWasPadded: isPadded(typeof apiKey === 'string' ? apiKey : readKey(apiKey).raw),
      contextWindow,
      maxOutputTokens,
      capabilities,
      price: price === undefined ? undefined : pricesFrom(name, price),
      quota,
      headers: sent,
    }
  })
}

function checkWhole(what: string, value: unknown, name: string): void {
  if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 1))
    throw new ClientOptionsError(
      `${what} of ${JSON.stringify(name)} is ${shown(value)}, expected a whole number from 1`,
    )
}

/** A key of a few letters may stand in any address by chance. */
function holdsKey(baseURL: string, key: string): boolean {
  if (key.length < 8) return false
  return baseURL.includes(key) || (baseURL.includes('%') && baseURL.includes(encodeURIComponent(key)))
}
