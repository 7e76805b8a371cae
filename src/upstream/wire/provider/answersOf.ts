import type { Clock, Transport } from '../../../runtime/index.ts'
import type { HealthySource } from '../../healthyAnswer.ts'
import { requestHeaders } from '../recorder/forwardedHeaders.ts'
import { ProviderAnswer } from './providerAnswer.ts'

export interface Provider {
  /** Ends in `/v1` as a rule. */
  readonly baseURL: string
  /** Instead of whatever the client brings: it knows no key. Undefined for a server that asks for none. */
  readonly apiKey: string | undefined
  readonly transport: Transport
  readonly clock: Clock
}

/** A provider's own answers as the good ones of a script. Only chat completions are asked for. */
export function answersOf({ baseURL, apiKey, transport, clock }: Provider): HealthySource {
  const url = `${baseURL.replace(/\/+$/, '')}/chat/completions`
  return ({ headers, body }) => {
    const { authorization: _clients, ...others } = requestHeaders(headers)
    const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
    return new ProviderAnswer({ method: 'POST', url, headers: { ...others, ...authorization }, body }, transport, clock)
  }
}
