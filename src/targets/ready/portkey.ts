import type { OpenTarget, TargetCall, TargetSetup } from '../target.ts'
import { openSdk } from './openai.ts'
import { Gateway } from './portkey/gateway.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

const retries = 2

/** Of three models: attempts that time out, and the waits of 1 s and 2 s (and up to as much again) between them. */
const longestCallMs = 3 * ((retries + 1) * readyTimeoutMs + 6_000)

const load = async () => {
  const [gateway, { OpenAI }] = await Promise.all([Gateway.start(), import('openai')])
  return { gateway, OpenAI }
}
type Library = Awaited<ReturnType<typeof load>>

export const portkey = defineReadyTarget({
  name: 'portkey',
  doc: 'The gateway of Portkey on this machine, asked by the openai SDK without retries of its own: fallback, and two retries a model.',
  // Each of its streams, of a healthy upstream too, is a 500 on Node with the @hono/node-server that its range installs: headers
  // of a fetched answer, which are immutable, are appended to. Nothing can be said of its streams.
  stream: false,
  answersAfter: 'fallback',
  knowsKeys: false,
  network: 'process',
  longestCallMs,
  about: {
    package: '@portkey-ai/gateway',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'README, "Request Timeouts": `request_timeout` of a target; none unless set',
    configuration:
      '`strategy: { mode: "fallback" }` over all models and `retry: { attempts: 2 }` of each, in x-portkey-config (README, ' +
      '"Routing & Guardrails" and "Reliability"); `TRUSTED_CUSTOM_HOSTS` lets it call this machine; no streams: here each of them fails, whatever the upstream does',
  },
  load,
  open: openGateway,
})

function openGateway({ gateway, OpenAI }: Library, { endpoints, trust }: TargetSetup): OpenTarget {
  const config = {
    strategy: { mode: 'fallback' },
    targets: endpoints.map(({ model, baseURL, apiKey }) => ({
      provider: 'openai',
      api_key: apiKey,
      custom_host: baseURL,
      override_params: { model },
      request_timeout: readyTimeoutMs,
      retry: { attempts: retries },
    })),
  }
  const endpoint = { ...endpoints[0]!, baseURL: `${gateway.origin}/v1` }
  const sdk = openSdk(OpenAI, endpoint, {
    maxRetries: 0,
    timeout: longestCallMs,
    defaultHeaders: { 'x-portkey-config': JSON.stringify(config) },
  })
  const trusting = trust === undefined ? undefined : gateway.trust(trust)
  return {
    ready: async () => trusting,
    chat: (call: TargetCall) => sdk.chat(call),
    close: () => sdk.close(),
  }
}
