import { checkNames, kindOf, type NamesOf } from './checkNames.ts'
import type { ClientOptions, ClientRuntime, EndpointsOptions, GatewayOptions } from './createClient.ts'
import type { EndpointCapabilities, EndpointOptions, EndpointQuota } from './endpoint.ts'
import { checkConnection } from './openTransport.ts'
import { ClientOptionsError } from './optionsError.ts'

const client: NamesOf<GatewayOptions & EndpointsOptions> = {
  endpoints: 1,
  baseURL: 1,
  apiKey: 1,
  models: 1,
  policies: 1,
  route: 1,
  connection: 1,
  runtime: 1,
}
const runtime: NamesOf<ClientRuntime> = { clock: 1, random: 1, transport: 1, sink: 1 }
const endpoint: NamesOf<EndpointOptions> = {
  id: 1,
  baseURL: 1,
  model: 1,
  apiKey: 1,
  contextWindow: 1,
  maxOutputTokens: 1,
  capabilities: 1,
  price: 1,
  quota: 1,
  headers: 1,
}
const capabilities: NamesOf<EndpointCapabilities> = { tools: 1, vision: 1, json: 1 }
const quota: NamesOf<EndpointQuota> = { rpm: 1, tpm: 1, maxConcurrent: 1 }

/** Throws a `ClientOptionsError` for options that are none, and for a mixture of two ways to name the endpoints. */
export function checkClientOptions(options: ClientOptions): void {
  checkNames('createClient', options, client)
  if (options.runtime !== undefined) checkNames('runtime', options.runtime, runtime)
  const sink: unknown = options.runtime?.sink
  if (sink !== undefined && typeof sink !== 'function')
    throw new ClientOptionsError(`runtime.sink is ${kindOf(sink)}, expected a function that takes each event`)
  checkConnection(options.connection)
  const { endpoints, models } = options as Partial<EndpointsOptions & GatewayOptions>
  if ((endpoints === undefined) === (models === undefined))
    throw new ClientOptionsError('give `models` (with `baseURL` and `apiKey`) or `endpoints`, one of the two')
  for (const name of ['baseURL', 'apiKey'] as const)
    if (endpoints !== undefined && (options as Partial<GatewayOptions>)[name] !== undefined)
      throw new ClientOptionsError(
        `createClient has ${name} beside endpoints, where nobody reads it: give it to each of them`,
      )
  if (!Array.isArray(endpoints ?? models))
    throw new ClientOptionsError(
      `${endpoints === undefined ? 'models' : 'endpoints'} is ${kindOf(endpoints ?? models)}, expected a list`,
    )
}

/** Throws a `ClientOptionsError` for an endpoint that is none; what its values must be is looked at where they are read. */
export function checkEndpoint(given: EndpointOptions, index: number): void {
  checkNames(`endpoints[${index}]`, given, endpoint)
  const { model, id = model } = given
  if (typeof model !== 'string' || model === '')
    throw new ClientOptionsError(`endpoints[${index}] has no model: give the name by which the provider knows it`)
  if (typeof id !== 'string' || id === '')
    throw new ClientOptionsError(`the id of endpoints[${index}] is ${kindOf(id)}, expected a name`)
  const name = JSON.stringify(id)
  if (given.quota !== undefined) checkNames(`quota of ${name}`, given.quota, quota)
  if (given.capabilities === undefined) return
  checkNames(`capabilities of ${name}`, given.capabilities, capabilities)
  for (const [what, value] of Object.entries(given.capabilities))
    if (value !== undefined && typeof value !== 'boolean')
      throw new ClientOptionsError(`${what} in the capabilities of ${name} is ${kindOf(value)}, expected true or false`)
}
