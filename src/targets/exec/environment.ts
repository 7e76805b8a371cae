import type { TargetEndpoint, TargetSetup } from '../target.ts'

/** Nothing in these is meant for a rehearsal: a client that finds a real key may use it. */
const looksSecret = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i

/** A prefix of variables and the endpoint that it stands for: a model's name, or its place in the chain, from 1. */
export interface NamedEndpoint {
  readonly prefix: string
  readonly model: string
}

export interface EnvironmentOptions {
  /** As it was found; what looks like a secret is not handed on. */
  readonly inherited: Readonly<Record<string, string | undefined>>
  /** The file with the root to trust, where an origin speaks TLS. */
  readonly certificateFile: string | undefined
  readonly named: readonly NamedEndpoint[]
}

/** The variables that a program is started with for one case. */
export function environmentOf(
  { endpoints, declared }: Pick<TargetSetup, 'endpoints' | 'declared'>,
  { inherited, certificateFile, named }: EnvironmentOptions,
): Record<string, string> {
  const first = endpoints[0]!
  const models = reachable(endpoints, named).map(({ model }) => model)
  return {
    ...withoutSecrets(inherited),
    ...placeOf('OPENAI', first),
    BROWNOUT_PROTOCOL: '1',
    BROWNOUT_MODEL: first.model,
    BROWNOUT_MODELS: models.join(','),
    ...(declared.deadlineMs === undefined ? {} : { BROWNOUT_DEADLINE_MS: String(declared.deadlineMs) }),
    NO_PROXY: thisMachine,
    no_proxy: thisMachine,
    ...(certificateFile === undefined ? {} : trusting(certificateFile)),
    ...Object.assign({}, ...named.map((one) => namedPlace(one, endpoints))),
  }
}

const thisMachine = '127.0.0.1,localhost'

/** Without names a program knows one base URL with one key: what else the chain has is out of its reach. */
function reachable(endpoints: readonly TargetEndpoint[], named: readonly NamedEndpoint[]): TargetEndpoint[] {
  const first = endpoints[0]!
  const known = named.map((one) => endpointNamed(one, endpoints))
  return endpoints.filter(
    (one) => (one.baseURL === first.baseURL && one.apiKey === first.apiKey) || known.includes(one),
  )
}

/** A scenario with fewer models, or others, leaves the variables of a name unset. */
function namedPlace(named: NamedEndpoint, endpoints: readonly TargetEndpoint[]): Record<string, string> {
  const endpoint = endpointNamed(named, endpoints)
  if (endpoint === undefined) return {}
  return { ...placeOf(named.prefix, endpoint), [`${named.prefix}_MODEL`]: endpoint.model }
}

function endpointNamed({ model }: NamedEndpoint, endpoints: readonly TargetEndpoint[]): TargetEndpoint | undefined {
  return endpoints.find((endpoint) => endpoint.model === model) ?? endpoints[Number(model) - 1]
}

function placeOf(prefix: string, { baseURL, apiKey }: TargetEndpoint): Record<string, string> {
  return { [`${prefix}_BASE_URL`]: baseURL, [`${prefix}_API_KEY`]: apiKey }
}

/** OpenSSL and what is built on it, Node, Python's requests, curl. */
function trusting(file: string): Record<string, string> {
  return { SSL_CERT_FILE: file, NODE_EXTRA_CA_CERTS: file, REQUESTS_CA_BUNDLE: file, CURL_CA_BUNDLE: file }
}

function withoutSecrets(inherited: EnvironmentOptions['inherited']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inherited).flatMap(([name, value]) =>
      value === undefined || looksSecret.test(name) ? [] : [[name, value]],
    ),
  )
}
