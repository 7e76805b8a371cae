import type { CallOutcome } from '../../history/index.ts'
import type { TargetCall, TargetEndpoint } from '../target.ts'
import { askByFetch } from './askByFetch.ts'
import { answerIn, nothingToClose, outcomeOf } from './outcomes.ts'
import { defineReadyTarget, readyTimeoutMs } from './readyTarget.ts'

const load = () => import('cockatiel')
type Library = Awaited<ReturnType<typeof load>>

/** Three retries of an attempt that times out, with waits of 128 ms and more, for each of three models. */
const longestCallMs = 3 * (4 * readyTimeoutMs + 2_500)

export const cockatiel = defineReadyTarget({
  name: 'cockatiel',
  doc: 'fetch within the policies of cockatiel: fallback over retry over circuit breaker over time-out. No streams.',
  stream: false,
  reads: 'status-and-headers',
  answersAfter: 'fallback',
  knowsKeys: false,
  longestCallMs,
  about: {
    package: 'cockatiel',
    timeoutMs: readyTimeoutMs,
    timeoutOption: 'readme, "timeout": a policy of its own, here aggressive; none unless it is wrapped',
    configuration:
      'as its readme shows them: `retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() })`, ' +
      '`circuitBreaker` of five failures in a row and 10 s, `fallback` to the next model',
  },
  load,
  open: (library, { endpoints }) => {
    const models = endpoints.map((endpoint) => guarded(library, endpoint))
    const ask = async (call: TargetCall, index = 0): Promise<CallOutcome> => {
      const attempt = () => models[index]!(call)
      if (index + 1 === models.length) return attempt()
      return library.fallback(library.handleAll, () => ask(call, index + 1)).execute(attempt, call.signal)
    }
    return { chat: (call) => outcomeOf(() => ask(call)), close: nothingToClose }
  },
})

function guarded(library: Library, endpoint: TargetEndpoint): (call: TargetCall) => Promise<CallOutcome> {
  const { handleAll, retry, circuitBreaker, timeout, wrap } = library
  const policy = wrap(
    retry(handleAll, { maxAttempts: 3, backoff: new library.ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new library.ConsecutiveBreaker(5) }),
    timeout(readyTimeoutMs, library.TimeoutStrategy.Aggressive),
  )
  return (call) => policy.execute(async ({ signal }) => answerIn(await askByFetch(endpoint, call, signal)), call.signal)
}
