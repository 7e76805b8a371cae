import { isErrorDocument } from '../classify.ts'
import { failureOf, type Failure } from '../failure.ts'
import { exchangeProbe, type ProbeCore, type ProbedEndpoint, type ProbeLimits } from './probeExchange.ts'
import { failedProbe, healthyProbe, type ProbeResult } from './probeResult.ts'

/**
 * Asks for the list of models: free, proves that the host and the key are well, and that the model is listed if the
 * list can be read. A model that is listed and dead looks healthy: `probeChat` sees it. One try, never rejects.
 */
export async function probeModels(
  core: ProbeCore,
  endpoint: ProbedEndpoint,
  limits: ProbeLimits,
): Promise<ProbeResult> {
  const url = endpoint.url.replace(/\/chat\/completions(?=\?|$)/, '/models')
  const answer = await exchangeProbe(core, endpoint, { method: 'GET', url }, limits)
  if (answer.failure !== null) {
    const result = failedProbe(answer.failure, answer.sent)
    return isAboutTheList(answer.failure) ? { ...result, verdict: 'no_verdict' } : result
  }
  const document = parsed(answer.body)
  if (isErrorDocument(document)) return failedProbe(answer.asError(), true)
  const ids = idsIn(document)
  if (ids === undefined || ids.some((id) => stands(id, endpoint.model))) return healthyProbe(null)
  return failedProbe(failureOf('not_found', 'not_listed', 'the model is not in the list of models'), true)
}

/** Not every gateway has a list of models; what has none, or one without end, may serve the model all the same. */
function isAboutTheList({ status, reason }: Failure): boolean {
  return status === 404 || status === 405 || status === 501 || reason === 'too_large'
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The ids in a list as OpenAI words it; undefined if it is none, or empty. */
function idsIn(document: unknown): string[] | undefined {
  const { data } = (typeof document === 'object' && document !== null ? document : {}) as { data?: unknown }
  if (!Array.isArray(data)) return undefined
  const ids = data.map((model: { id?: unknown } | null) => model?.id).filter((id) => typeof id === 'string')
  return ids.length === 0 ? undefined : ids
}

/** Gemini lists `models/NAME` for NAME; OpenRouter lists NAME for the variant `NAME:nitro`. */
function stands(id: string, model: string): boolean {
  return id === model || id === `models/${model}` || model.startsWith(`${id}:`)
}
