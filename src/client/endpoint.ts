import { ClientOptionsError } from './optionsError.ts'
import { Secret } from './secret.ts'

/** A model at a base URL with a credential. */
export interface EndpointOptions {
  /** Its name in routes, events and errors; defaults to the model. */
  readonly id?: string
  /** Ends in `/v1` as a rule; `/chat/completions` is appended. */
  readonly baseURL: string
  readonly model: string
  readonly apiKey: string
}

export interface Endpoint {
  readonly id: string
  readonly model: string
  readonly url: string
  /** Endpoints at the same origin share its certificate. */
  readonly origin: string
  readonly secret: Secret
  /** Endpoints with the same key share this number: a dead key is dead for all of them. */
  readonly credential: number
}

/** Checks the endpoints and gives each key its number. */
export function endpointsFrom(options: readonly EndpointOptions[]): Endpoint[] {
  if (options.length === 0)
    throw new ClientOptionsError('a client needs at least one endpoint: give `models` or `endpoints`')
  const keys: string[] = []
  const ids = new Set<string>()
  return options.map(({ id, baseURL, model, apiKey }) => {
    const name = id ?? model
    if (ids.has(name))
      throw new ClientOptionsError(`two endpoints are called ${JSON.stringify(name)}: give each its own id`)
    ids.add(name)
    // A key read from a file often ends in a newline; sent as it is, it would be refused, or break the header.
    // An environment variable that is not set comes as undefined, whatever its type says.
    const key = (apiKey as string | undefined)?.trim() ?? ''
    if (key === '') throw new ClientOptionsError(`endpoint ${JSON.stringify(name)} has an empty apiKey`)
    if (/[^\x21-\x7e]/.test(key))
      throw new ClientOptionsError(`the apiKey of ${JSON.stringify(name)} holds characters that no header can carry`)
    if (!URL.canParse(baseURL))
      throw new ClientOptionsError(`endpoint ${JSON.stringify(name)} has no valid baseURL: ${JSON.stringify(baseURL)}`)
    if (!keys.includes(key)) keys.push(key)
    return {
      id: name,
      model,
      origin: new URL(baseURL).origin,
      url: `${baseURL.replace(/\/+$/, '')}/chat/completions`,
      secret: new Secret(key),
      credential: keys.indexOf(key),
    }
  })
}
