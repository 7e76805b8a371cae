import { defaultPolicies } from '../../../client/index.ts'
import { Payload } from '../../../client/payload.ts'
import type { ChatMessage } from '../../../protocol/chat.ts'
import { costAtMost } from '../../../protocol/money/cost.ts'
import { priceTableOf, type PriceTable } from '../../../protocol/money/price.ts'
import { atMostPromptTokens, likelyPromptTokens } from '../../../protocol/money/tokenEstimate.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { countCalls } from '../arrivals.ts'

/** How often a call may be tried: the client's retry policy. */
interface AttemptLimits {
  readonly maxAttemptsPerCall: number
  readonly maxAttemptsPerEndpoint: number
}

export interface BoundOptions {
  readonly attempts?: AttemptLimits | undefined
  /** On the wire, of the whole run. */
  readonly maxRequests?: number | undefined
  /** What a call sends beside its prompt: a unique prefix, at its longest. In UTF-8 bytes as JSON. */
  readonly prefixBytes?: number
}

/** What a plan may cost, before its first request. In pico-dollars, exactly. */
export interface CostForecast {
  /** Null where time alone ends the run: then the cap is the only bound. */
  readonly calls: number | null
  readonly attemptsAtMost: number | null
  /** All tokens used, all retries taken, all fallbacks to the dearest; null without a bound on calls or attempts. */
  readonly atMostPicoUsd: bigint | null
  /** One attempt a call, four bytes a token of the prompt, the whole `max_tokens` answered; null as above. */
  readonly likelyPicoUsd: bigint | null
  /** The most that the cheapest, and the dearest, single attempt can cost. */
  readonly cheapestAttemptPicoUsd: bigint
  readonly dearestAttemptPicoUsd: bigint
}

/** What the words of a unique prefix take at most. */
const defaultPrefixBytes = 128

/**
 * The most that a plan can cost, and what it probably will. The worst case of an attempt is the client's own (the same
 * bytes, the same bound on tokens); a call makes at most `maxAttemptsPerEndpoint` at one model and `maxAttemptsPerCall` in
 * all, and the dearest models are taken to get most of them. Throws a `MoneyError` for a price that is none, and an
 * `Error` for a plan with a model without one.
 */
export function upperBound(plan: BenchPlan, options: BoundOptions = {}): CostForecast {
  const { attempts = defaultPolicies.retry, maxRequests, prefixBytes = defaultPrefixBytes } = options
  const prices = plan.models.map(({ id, price }) => {
    if (price === null) throw new Error(`${id} has no price: nothing bounds what it costs`)
    return priceTableOf(price)
  })
  const prefix = plan.workload.cache === 'unique' ? prefixBytes : 0
  const asked = plan.workload.prompts.map((prompt) => tokensOf(plan, prompt, prefix))
  const calls = countCalls(plan)
  const worst = asked.map((tokens) => prices.map((price) => costAtMost(tokens.atMost, plan.workload.maxTokens, price)))
  const dearestAttemptPicoUsd = largest(worst.flat())
  const attemptsOfCall = Math.min(
    attempts.maxAttemptsPerCall,
    attempts.maxAttemptsPerEndpoint * (plan.fallback ? prices.length : 1),
  )
  const attemptsAtMost = leastOf(calls === null ? null : calls * attemptsOfCall, maxRequests ?? null)
  const byCalls =
    calls === null
      ? null
      : sumOverCalls(calls, asked.length, prices.length, (prompt, model) => {
          const reachable = plan.fallback ? worst[prompt]! : [worst[prompt]![model]!]
          return dearestCall(reachable, attempts)
        })
  const byRequests = maxRequests === undefined ? null : BigInt(maxRequests) * dearestAttemptPicoUsd
  return {
    calls,
    attemptsAtMost,
    atMostPicoUsd: leastOf(byCalls, byRequests),
    likelyPicoUsd:
      calls === null
        ? null
        : sumOverCalls(calls, asked.length, prices.length, (prompt, model) =>
            likelyCost(asked[prompt]!.likely, plan.workload.maxTokens, prices[model]!),
          ),
    cheapestAttemptPicoUsd: smallest(worst.flat()),
    dearestAttemptPicoUsd,
  }
}

function tokensOf({ workload }: BenchPlan, messages: readonly ChatMessage[], prefixBytes: number) {
  const request = { messages, max_tokens: workload.maxTokens }
  const bytes = Buffer.byteLength(new Payload(request, workload.stream).bodyFor({ model: '' })) + prefixBytes
  const atMost = atMostPromptTokens(request, bytes)
  if (atMost === undefined) throw new Error('a prompt of the workload holds what is no text: nothing bounds its tokens')
  return { atMost, likely: likelyPromptTokens(Buffer.byteLength(JSON.stringify(messages)) + prefixBytes) }
}

/** Call i asks model `i % models` first, and models take the prompts in turn: what repeats is reckoned once. */
function sumOverCalls(
  calls: number,
  prompts: number,
  models: number,
  costOf: (prompt: number, model: number) => bigint,
): bigint {
  let sum = 0n
  for (let model = 0; model < models; model += 1) {
    const ofModel = turnsOf(model, models, calls)
    for (let prompt = 0; prompt < prompts; prompt += 1)
      sum += costOf(prompt, model) * BigInt(turnsOf(prompt, prompts, ofModel))
  }
  return sum
}

/** How many of `all` fall to the `index`-th of `many` that take turns. */
function turnsOf(index: number, many: number, all: number): number {
  return Math.max(0, Math.ceil((all - index) / many))
}

function dearestCall(worst: readonly bigint[], { maxAttemptsPerCall, maxAttemptsPerEndpoint }: AttemptLimits): bigint {
  let left = maxAttemptsPerCall
  let sum = 0n
  for (const cost of worst.toSorted((one, other) => (one < other ? 1 : one > other ? -1 : 0))) {
    const here = Math.min(left, maxAttemptsPerEndpoint)
    sum += cost * BigInt(here)
    left -= here
  }
  return sum
}

function likelyCost(promptTokens: number, outputTokens: number, price: PriceTable): bigint {
  return BigInt(promptTokens) * price.input + BigInt(outputTokens) * price.output
}

function largest(values: readonly bigint[]): bigint {
  return values.reduce((most, value) => (value > most ? value : most), 0n)
}

function smallest(values: readonly bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least), values[0] ?? 0n)
}

/** Null is no bound. */
function leastOf<Amount extends number | bigint>(one: Amount | null, other: Amount | null): Amount | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}
