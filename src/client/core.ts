import type { ClientEvent } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'
import type { Accept } from './accept.ts'
import type { CallScope } from './callScope.ts'
import type { CostBudget } from './costBudget.ts'
import type { Decisions } from './decisions.ts'
import type { Endpoint } from './endpoint.ts'
import type { Gates } from './gates.ts'
import type { Policies } from './policy.ts'
import type { Route } from './routes/index.ts'
import type { Spending } from './spend.ts'
import type { LimitsByAttempt } from './timeLimits.ts'

/** What all calls of one client share. */
export interface ClientCore {
  readonly endpoints: readonly Endpoint[]
  readonly policies: Policies
  readonly limits: LimitsByAttempt
  readonly route: Route
  readonly gates: Gates
  readonly budget: CostBudget | undefined
  /** Of all calls. */
  readonly spending: Spending
  readonly accept: Accept | undefined
  readonly decisions: Decisions
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  /** Calls under way: `close` ends them. */
  readonly openCalls: Set<CallScope>
  closed: boolean
  /** Somebody listens: events are worth making. */
  readonly isHeard: boolean
  readonly emit: (event: ClientEvent) => void
}
