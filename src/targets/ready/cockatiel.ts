import type { Policy } from 'cockatiel'
import type { CallOutcome } from '../../history/index.ts'
import type { OpenTarget, TargetCall, TargetEndpoint } from '../target.ts'
import { askByFetch } from './askByFetch.ts'
import { answerIn, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

const load = () => import('cockatiel')
type Library = Awaited<ReturnType<typeof load>>

/** Three retries of an attempt that times out, with waits of 128 ms and more, for each of three models. */
const longestCallMs = 3 * (4 * readyTimeoutMs + 2_500)

const definition = {
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'fallback',
  knowsKeys: false,
  longestCallMs,
  load,
} as const

const about = {
  package: 'cockatiel',
  timeoutMs: readyTimeoutMs,
  timeoutOption: 'readme, "timeout": a policy of its own, here aggressive; none unless it is wrapped',
}

export const cockatiel = defineReadyTarget({
  ...definition,
  name: 'cockatiel',
  doc: 'fetch within the policies of cockatiel, as its readme sets them up: fallback, retry, circuit breaker, time-out. No streams.',
  about: {
    ...about,
    configuration:
      'as its readme shows them: `retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() })`, ' +
      '`circuitBreaker` of five failures in a row and 10 s, `fallback` to the next model',
  },
  open: (library, { endpoints }) => openChain(library, endpoints, library.handleAll),
})

/** What most applications would try again. */
const transientStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

export const cockatielTransient = defineReadyTarget({
  ...definition,
  name: 'cockatiel-transient',
  doc: 'The same policies of cockatiel, told to handle only errors that may pass: by `handleWhen`, statuses and networks. No streams.',
  about: {
    ...about,
    configuration:
      'as its readme shows them, with `handleWhen` of 408, 429, 500, 502, 503, 504 and whatever has no status in the place ' +
      'of `handleAll`, for retry and circuit breaker; `fallback(handleAll)` to the next model',
  },
  open: (library, { endpoints }) =>
    openChain(
      library,
      endpoints,
      library.handleWhen((error) => {
        const { status } = error as { status?: unknown }
        return typeof status !== 'number' || transientStatuses.has(status)
      }),
    ),
})

/** Each model within its policies, and the next one as its fallback. */
function openChain(library: Library, endpoints: readonly TargetEndpoint[], handled: Policy): OpenTarget {
  const models = endpoints.map((endpoint) => guarded(library, endpoint, handled))
  const ask = async (call: TargetCall, index = 0): Promise<CallOutcome> => {
    const attempt = () => models[index]!(call)
    if (index + 1 === models.length) return attempt()
    return library.fallback(library.handleAll, () => ask(call, index + 1)).execute(attempt, call.signal)
  }
  return { chat: (call) => outcomeOf(() => ask(call)), close: nothingToClose }
}

function guarded(
  library: Library,
  endpoint: TargetEndpoint,
  handled: Policy,
): (call: TargetCall) => Promise<CallOutcome> {
  const { retry, circuitBreaker, timeout, wrap } = library
  const policy = wrap(
    retry(handled, { maxAttempts: 3, backoff: new library.ExponentialBackoff() }),
    circuitBreaker(handled, { halfOpenAfter: 10_000, breaker: new library.ConsecutiveBreaker(5) }),
    timeout(readyTimeoutMs, library.TimeoutStrategy.Aggressive),
  )
  return (call) => policy.execute(async ({ signal }) => answerIn(await askByFetch(endpoint, call, signal)), call.signal)
}
