import type { ClientCore } from './core.ts'
import { HealthProbes } from './health/healthProbes.ts'
import { probeChat } from './health/probeChat.ts'
import { probeModels } from './health/probeModels.ts'
import { failedProbe, type ProbeResult } from './health/probeResult.ts'
import { failureOf } from './failure.ts'
import type { Gate, Gates } from './gates.ts'
import { Payload } from './payload.ts'

/** What a chat probe asks, for its price. */
const probeRequest = { messages: [{ role: 'user', content: 'ping' }], max_tokens: 1 } as const

/** Probes belong to no call. */
const noCall = -1

/** Begins to probe the endpoints if the policy says so. Returns how to stop. */
export function startProbes(core: ClientCore): () => Promise<void> {
  const { health } = core.policies
  if (health === null) return () => Promise.resolve()
  const probes = new HealthProbes(core.endpoints.length, health, {
    clock: core.clock,
    random: core.random,
    probe: (index, signal) => probe(core, index, signal),
    onChange: (index, healthy, reason) => {
      core.gates.lanes[index]!.healthy = healthy
      core.emit({ type: 'health-changed', endpoint: core.endpoints[index]!.id, healthy, reason })
    },
  })
  probes.start()
  return () => probes.close()
}

/** A probe is a request like others: it keeps asked waits and limits, and costs what it costs. */
async function probe(core: ClientCore, index: number, signal: AbortSignal): Promise<ProbeResult> {
  const { gates, clock, endpoints, budget, spending, policies } = core
  const { probe: kind, timeoutMs } = policies.health!
  const lane = gates.lanes[index]!
  const endpoint = endpoints[index]!
  const nowMs = clock.now()
  if (kind === 'models') return probeModels(core, endpoint, { timeoutMs, signal })
  const payload = new Payload(probeRequest, false)
  const closed = closedBy(gates, index, nowMs, payload.countedTokens)
  if (closed !== undefined) return skipped(`not probed: ${closed}`)
  const { price } = lane
  const hold = budget?.reserve(payload.atMostPicoUsd(endpoint, price) ?? 0n)
  if (budget !== undefined && hold === undefined) return skipped('not probed: the cost budget is spent')
  lane.limiter?.reserve(nowMs, payload.countedTokens)
  lane.concurrency?.tryAcquire()
  const told = { call: noCall, attempt: 0, endpoint: endpoint.id }
  core.emit({ type: 'attempt-started', ...told, kind: 'probe', model: endpoint.model, origin: endpoint.origin })
  const result = await probeChat(core, endpoint, { timeoutMs, signal })
  const { errorClass = null, reason = null, status = null } = result.failure ?? {}
  core.emit({ type: 'attempt-ended', ...told, errorClass, reason, status })
  lane.concurrency?.release(clock.now(), 'silent', 0)
  const charged = { endpoint, price, payload, sent: result.sent, how: result.failure, usage: result.usage }
  const picoUsd = core.decisions.chargeAttempt(charged, [spending])
  if (hold !== undefined) budget!.settle(hold, picoUsd)
  if (result.failure?.askedWaitMs !== undefined) gates.askForPeace(index, clock.now(), result.failure.askedWaitMs)
  return result
}

/** An open circuit is what a probe is for; everything else that is closed is closed to probes too, circuit or not. */
function closedBy(gates: Gates, index: number, nowMs: number, tokens: number): Gate['reason'] | undefined {
  const { endpoint, limiter, concurrency, askedUntilMs } = gates.lanes[index]!
  if (gates.causeOfDeath(endpoint.credential, nowMs) !== undefined) return 'credential'
  if (askedUntilMs > nowMs) return 'asked'
  const isFull = limiter !== undefined && limiter.earliest(nowMs, tokens) > nowMs
  return isFull || concurrency?.free === false ? 'limiter' : undefined
}

function skipped(message: string): ProbeResult {
  return failedProbe(failureOf('local_limit', 'probe', message), false)
}
