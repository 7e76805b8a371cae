import type { ClientEvent } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'
import { acceptFrom } from './accept.ts'
import { checkPolicies } from './checkPolicies.ts'
import type { ClientCore } from './core.ts'
import type { CostBudget } from './costBudget.ts'
import type { Decisions } from './decisions.ts'
import { endpointsFrom, type Endpoint, type EndpointOptions } from './endpoint.ts'
import { budgetFrom } from './moneyOptions.ts'
import { openGates } from './openGates.ts'
import { ClientOptionsError } from './optionsError.ts'
import type { BudgetPolicy } from './policy.ts'
import { policiesFrom, type PolicySpec } from './policySpecs.ts'
import { compileRoute, type RouteSpec } from './routes/index.ts'
import { Spending } from './spend.ts'
import { wordsOf } from './thrown.ts'
import { limitsByAttempt } from './timeLimits.ts'

interface Parts {
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  readonly sink: ((event: ClientEvent) => void) | undefined
  readonly decisions: Decisions
}

/** Checks the options and opens what all calls share. Throws `ClientOptionsError`. */
export function openCore(
  endpointOptions: readonly EndpointOptions[],
  options: { readonly policies?: readonly PolicySpec[]; readonly route?: RouteSpec },
  { clock, random, transport, sink, decisions }: Parts,
): ClientCore {
  const emit = sink === undefined ? () => {} : teller(sink)
  const endpoints = endpointsFrom(endpointOptions)
  const policies = policiesFrom(options.policies ?? [])
  checkPolicies(policies)
  return {
    endpoints,
    policies,
    limits: limitsByAttempt(policies.timeout),
    route: compileRoute(
      options.route,
      endpoints.map(({ id }) => id),
    ),
    gates: openGates(endpoints, policies, decisions, emit),
    budget: policies.budget === null ? undefined : costBudget(policies.budget, endpoints, decisions),
    spending: new Spending(),
    accept: policies.accept === null ? undefined : acceptFrom(policies.accept),
    decisions,
    clock,
    random,
    transport,
    openCalls: new Set(),
    closed: false,
    isHeard: sink !== undefined,
    emit,
  }
}

/** Nothing can be held to a budget whose cost nobody knows. */
function costBudget({ usd }: BudgetPolicy, endpoints: readonly Endpoint[], { openBudget }: Decisions): CostBudget {
  const unpriced = endpoints.filter(({ price }) => price === undefined).map(({ id }) => JSON.stringify(id))
  if (unpriced.length > 0)
    throw new ClientOptionsError(
      `a budget needs the price of every endpoint; ${unpriced.join(', ')} has none: give \`price\``,
    )
  return openBudget(budgetFrom(usd))
}

/** A sink that throws or rejects is the application's mistake, and no reason to lose a call: one warning is all. */
function teller(sink: (event: ClientEvent) => unknown): (event: ClientEvent) => void {
  let hasWarned = false
  const warn = (what: string) => (error: unknown) => {
    if (!hasWarned) process.emitWarning(`the sink of a brownout client ${what}: ${wordsOf(error)}`)
    hasWarned = true
  }
  const threw = warn('threw')
  const rejected = warn('rejected')
  return (event) => {
    try {
      const told = sink(event)
      if (told instanceof Promise) told.catch(rejected)
    } catch (error) {
      threw(error)
    }
  }
}
