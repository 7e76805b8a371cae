import { initialCallState, type CallState } from '../../src/client/callState.ts'
import { afterFailure, nextMove, type Move } from '../../src/client/decide.ts'
import { endpointsFrom, type EndpointOptions } from '../../src/client/endpoint.ts'
import { failureOf, type Failure } from '../../src/client/failure.ts'
import { decisions } from '../../src/client/decisions.ts'
import { openGates } from '../../src/client/openGates.ts'
import { policiesFrom, type PolicySpec } from '../../src/client/policySpecs.ts'

export const nowMs = 1_000

interface Chain {
  /** One letter an endpoint: the same letter is the same key. Each is called e0, e1, … */
  readonly keys?: string
  /** All at one host, or (as a rule) each at its own. */
  readonly oneHost?: boolean
  /** What is special about each. */
  readonly each?: readonly Partial<EndpointOptions>[]
  readonly policies?: readonly PolicySpec[]
}

/** A call before its next move, with the gates it stands at; the clock stands still at `nowMs`. */
export function decideStage({ keys = 'ab', oneHost = false, each = [], policies = [] }: Chain = {}) {
  const merged = policiesFrom(policies)
  const endpoints = endpointsFrom(
    keys.split('').map((key, index) => ({
      id: `e${index}`,
      model: 'm',
      apiKey: key,
      baseURL: `https://host${oneHost ? 0 : index}.test/v1`,
      ...each[index],
    })),
  )
  const gates = openGates(endpoints, merged, decisions, () => {})
  const move = (state: CallState, atMs = nowMs) => told(nextMove(state, gates, atMs, merged.retry))
  /** The call as the loop leaves it after its attempt on an endpoint failed; half of each backoff is drawn. */
  const failed = (state: CallState, endpoint: number, failure: Failure): CallState => {
    if (failure.askedWaitMs !== undefined) gates.askForPeace(endpoint, nowMs, failure.askedWaitMs)
    const attemptsOn = state.attemptsOn.with(endpoint, state.attemptsOn[endpoint]! + 1)
    const tried = { ...state, current: endpoint, attempts: state.attempts + 1, attemptsOn }
    return afterFailure(tried, failure, endpoints[endpoint]!, nowMs, merged.retry, () => 0.5)
  }
  const fresh = initialCallState(keys.length, nowMs + 100_000)
  return {
    gates,
    lanes: gates.lanes,
    move,
    failed,
    fresh,
    next: (state: CallState) => nextMove(state, gates, nowMs, merged.retry),
  }
}

/** A move in a word: `e1`, `e0 in 250 (backoff)`, `line of e1`, `fail server_error`, `fail rate_limited, back in 70000`. */
function told(move: Move): string {
  switch (move.do) {
    case 'attempt':
      return `e${move.endpoint}`
    case 'wait':
      return `e${move.endpoint} in ${move.delayMs} (${move.reason})`
    case 'queue':
      return `line of ${move.endpoints.map((endpoint) => `e${endpoint}`).join(' and ')}`
    case 'fail': {
      const back = move.retryAtMs === null ? '' : `, back in ${move.retryAtMs - nowMs}`
      return `fail ${move.failure.errorClass}${back}`
    }
  }
}

export const limited = (askedWaitMs: number) => failureOf('rate_limited', 'http_429', '', { status: 429, askedWaitMs })
export const refused = failureOf('network', 'refused', '')
export const broken = failureOf('server_error', 'http_500', '', { status: 500 })
export const overloaded = failureOf('overloaded', 'http_503', '', { status: 503 })
