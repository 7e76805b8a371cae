import {
  accept,
  budget,
  ChatError,
  circuitBreaker,
  concurrency,
  createClientWith,
  decisions as ownDecisions,
  deadline,
  fallback,
  hedge,
  rateLimiter,
  retry,
  route,
  timeout,
  type ChatClient,
  type Decisions,
  type EndpointOptions,
  type PolicySpec,
} from '../client/index.ts'
import type { CallOutcome, ClientEvent, Declared } from '../history/index.ts'
import type { OpenTarget, TargetCall, TargetEndpoint, TargetSetup } from './target.ts'

/** Opens our client on a stage; mutants open it with other decisions. */
export function openOurs(setup: TargetSetup, decisions: Decisions = ownDecisions): OpenTarget {
  const { clock, random, transport, declared } = setup
  const client = createClientWith(decisions, {
    endpoints: setup.endpoints.map((endpoint) => priced(endpoint, declared)),
    policies: policiesOf(declared),
    ...(declared.balance === undefined
      ? {}
      : { route: route.balance({ strategy: declared.balance, members: setup.endpoints.map(({ model }) => model) }) }),
    runtime: { clock, random, transport, sink: (event) => tell(setup, event) },
  })
  return {
    chat: (call) => chat(client, call),
    stream: (call) => stream(client, call),
    permitsHeld: () => client.permitsHeld,
    close: () => client.close(),
  }
}

function priced(endpoint: TargetEndpoint, { prices }: Declared): EndpointOptions {
  const price = prices?.[endpoint.model]
  return price === undefined ? endpoint : { ...endpoint, price }
}

/** The driver takes down itself how calls begin and end; what they cost, only the client can tell. */
function tell(setup: TargetSetup, event: ClientEvent): void {
  const isDrivers = event.type === 'operation-started' || event.type === 'operation-ended'
  const saysCost = event.type === 'operation-ended' && setup.declared.prices !== undefined
  if (!isDrivers || saysCost) setup.record(event)
}

/** The declared policy in our client's words; what is not declared keeps the client's default. */
export function policiesOf(declared: Declared): PolicySpec[] {
  const { timeouts, backoff } = declared
  const specs: PolicySpec[] = [
    retry(
      defined({
        maxAttemptsPerCall: declared.maxAttemptsPerCall,
        maxAttemptsPerEndpoint: declared.maxAttemptsPerEndpoint,
        initialDelayMs: backoff?.initialMs,
        maxDelayMs: backoff?.capMs,
        longestAskedWaitMs: declared.longestAskedWaitMs,
        credentialCooldownMs: declared.credentialCooldownMs,
        budgetRatio: declared.retryBudget?.ratio,
        budgetFloorPerSecond: declared.retryBudget?.floorPerSecond,
      }),
    ),
    timeout(timeouts ?? {}),
  ]
  if (declared.deadlineMs !== undefined) specs.push(deadline(declared.deadlineMs))
  const { rpm, tpm, maxConcurrent, slowCallMs, breaker } = declared
  if (rpm !== undefined || tpm !== undefined) specs.push(rateLimiter(defined({ rpm, tpm })))
  if (maxConcurrent !== undefined) specs.push(concurrency(maxConcurrent))
  if (slowCallMs !== undefined || breaker !== undefined) specs.push(circuitBreaker(defined({ ...breaker, slowCallMs })))
  if (declared.hedge !== undefined) specs.push(hedge(declared.hedge))
  if (declared.budgetUsd !== undefined) specs.push(budget({ usd: declared.budgetUsd }))
  if (declared.fallback === false) specs.push(fallback({ on: [] }))
  if (declared.answerSchema !== undefined) specs.push(accept({ jsonSchema: declared.answerSchema }))
  return specs
}

/** Our client takes an option that is undefined for one that was not given. */
function defined<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  return options as never
}

function requestOf({ messages, maxTokens }: TargetCall) {
  return maxTokens === undefined ? { messages } : { messages, max_tokens: maxTokens }
}

async function chat(client: ChatClient, target: TargetCall): Promise<CallOutcome> {
  try {
    const { text, model } = await client.chat(requestOf(target), { signal: target.signal, callId: target.call })
    return { ok: true, text, model }
  } catch (error) {
    return outcomeOf(error)
  }
}

async function* stream(client: ChatClient, target: TargetCall): AsyncGenerator<string, CallOutcome> {
  const answer = client.stream(requestOf(target), { signal: target.signal, callId: target.call })
  try {
    yield* answer
    const { text, model } = await answer.reply
    return { ok: true, text, model }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** Expected failures are outcomes; anything else is a bug of ours and is thrown on. */
function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof ChatError)) throw error
  const { errorClass, message, status, retryAtMs } = error
  const attempts = error.attempts.map(({ endpoint, failure }) => ({
    model: endpoint,
    errorClass: failure?.errorClass ?? null,
    status: failure?.status ?? null,
    ...(typeof failure?.requestId === 'string' ? { requestId: failure.requestId } : {}),
  }))
  return { ok: false, errorClass, message, status, retryAtMs, attempts }
}
