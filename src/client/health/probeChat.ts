import { exchangeProbe, type ProbeCore, type ProbedEndpoint, type ProbeLimits } from './probeExchange.ts'
import { failedProbe, healthyProbe, type ProbeResult } from './probeResult.ts'

const messages = [{ role: 'user', content: 'ping' }] as const

/**
 * Asks the model itself for one token: the only probe that sees a single dead model. It is billed; `usage` says for
 * how much. One try, never rejects.
 */
export async function probeChat(core: ProbeCore, endpoint: ProbedEndpoint, limits: ProbeLimits): Promise<ProbeResult> {
  const body = JSON.stringify({ model: endpoint.model, messages, max_tokens: 1 })
  const answer = await exchangeProbe(core, endpoint, { method: 'POST', url: endpoint.url, body }, limits)
  if (answer.failure !== null) return failedProbe(answer.failure, answer.sent)
  const read = core.decisions.readAnswer(answer.body, answer.asError)
  return 'errorClass' in read ? failedProbe(read, true) : healthyProbe(read.usage)
}
