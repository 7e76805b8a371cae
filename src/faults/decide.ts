import type { RandomStream } from '../runtime/index.ts'
import { answer } from './answer.ts'
import type { AnswerPlan } from './answerPlan.ts'
import type { Exchange, FaultSpec } from './fault.ts'
import { faultOf, UnknownFault, type AnyFault } from './faultOf.ts'
import { meet, type Memories, type Passage, type Remembering } from './memory.ts'
import { placedConnectionRules, placedRules, type PlacedRule } from './placedRule.ts'
import type { Script, When } from './script.ts'
import type { ConnectionStep, Step } from './steps.ts'

/** What a script remembers between exchanges. */
export interface ScriptState {
  /** How often each rule was reached, keyed by its place in the script. */
  readonly reached: Readonly<Record<string, number>>
  /** What faults remember, keyed by the rule's place, or by the pool that several rules share. */
  readonly memories: Memories
}

export const initialState: ScriptState = { reached: {}, memories: {} }

export interface Decision {
  readonly steps: Iterable<Step>
  readonly state: ScriptState
  /** What the exchange holds until it is over: to be given to `release` then. */
  readonly held: readonly Remembering[]
}

/** The steps of one exchange, and the state after it. Pure: the same script, state and exchange give the same answer. */
export function decide(script: Script, state: ScriptState, exchange: Exchange): Decision {
  const rules = placedRules(script, exchange.model)
  if (rules.length === 0) return { steps: exchange.healthy?.() ?? answer(exchange), state, held: noneHeld }
  let reached = state.reached
  const matching: PlacedRule[] = []
  let met: readonly Remembering[] = noneHeld
  for (const placed of rules) {
    const { place, counts, rule } = placed
    const count = counts ? (reached[place] ?? 0) : 0
    if (counts) reached = countedAt(reached, place)
    if (!applies(rule.when, count, exchange.atMs, exchange.random)) continue
    matching.push(placed)
    if (placed.remembering !== undefined) met = [...met, placed.remembering]
  }
  const { memories, admitted, refusedForMs } =
    met.length === 0 ? nothingMet(state.memories) : meet(met, state.memories, exchange)
  return {
    steps: bentFrom(0, matching, exchange, { memories, admitted, refusedForMs }),
    state: reached === state.reached && memories === state.memories ? state : { reached, memories },
    held: admitted ? met : noneHeld,
  }
}

const noneHeld: readonly Remembering[] = []

type Reached = ScriptState['reached']

/** Once more. Not in one literal: a key that has to be worked out there costs several times as much. */
function countedAt(reached: Reached, place: string): Reached {
  const after: Record<string, number> = { ...reached }
  after[place] = (reached[place] ?? 0) + 1
  return after
}

/** What the rules from `index` on make of the answer: the first one that matches is outermost. */
function bentFrom(
  index: number,
  matching: readonly PlacedRule[],
  exchange: Exchange,
  passed: ReturnType<typeof meet>,
): Iterable<Step> {
  if (index === matching.length) return exchange.healthy?.() ?? answer(exchange, planFor(matching, exchange))
  const { rule, remembering, fault } = matching[index]!
  const { admitted, refusedForMs, memories } = passed
  const passage = { admitted, refusedForMs, state: remembering && memories[remembering.key] }
  exchange.onFault?.(rule.fault)
  return bentBy(fault, rule.fault, exchange, () => bentFrom(index + 1, matching, exchange, passed), passage)
}

/** The state after an exchange is over, however it ended. */
export function release(state: ScriptState, held: readonly Remembering[]): ScriptState {
  if (held.length === 0) return state
  const memories: Record<string, unknown> = { ...state.memories }
  for (const { key, memory } of held) memories[key] = memory.released(memories[key])
  return { ...state, memories }
}

/** The outermost fault that has a plan for the healthy answer. */
function planFor(matching: readonly PlacedRule[], exchange: Exchange): AnswerPlan | undefined {
  for (const { rule, fault } of matching) {
    if (fault.on === 'exchange' && fault.plan !== undefined) return fault.plan(rule.fault as never, exchange)
  }
  return undefined
}

const nothingMet = (memories: Memories) => ({ memories, admitted: true, refusedForMs: 0 })

const accept: ConnectionStep = { do: 'accept' }

/** What a new connection to an origin meets. The first rule that applies decides: its fault, if there was one. */
export function decideConnection(
  script: Script,
  state: ScriptState,
  origin: string,
  atMs: number,
  random: RandomStream,
): { step: ConnectionStep; fault: FaultSpec | undefined; state: ScriptState } {
  let reached = state.reached
  let step = accept
  let fault: FaultSpec | undefined
  for (const { rule, place, counts } of placedConnectionRules(script, origin)) {
    const count = reached[place] ?? 0
    if (counts) reached = countedAt(reached, place)
    if (step.do === 'accept' && applies(rule.when, count, atMs, random)) step = connect((fault = rule.fault))
  }
  return { step, fault, state: reached === state.reached ? state : { ...state, reached } }
}

function applies(when: When, count: number, atMs: number, random: RandomStream): boolean {
  if ('always' in when) return true
  if ('first' in when) return count < when.first
  if ('after' in when) return count >= when.after
  if ('during' in when) return atMs >= when.during[0] && atMs < when.during[1]
  return random() < when.probability
}

/** Any fault's `apply`. */
type Apply = (...args: [FaultSpec, Exchange, () => Iterable<Step>, Passage<unknown>]) => Iterable<Step>

/** What a fault makes of an exchange whose answer would be `next()`. Throws `UnknownFault`. */
export function bend(
  spec: FaultSpec,
  exchange: Exchange,
  next: () => Iterable<Step>,
  passage: Passage<unknown> = { admitted: true, state: undefined, refusedForMs: 0 },
): Iterable<Step> {
  return bentBy(faultOf(spec), spec, exchange, next, passage)
}

function bentBy(
  fault: AnyFault,
  spec: FaultSpec,
  exchange: Exchange,
  next: () => Iterable<Step>,
  passage: Passage<unknown>,
): Iterable<Step> {
  if (fault.on !== 'exchange') throw new UnknownFault(`${spec.type} bends connections: it belongs under an origin`)
  // A spec is data; its type and options were written together by the fault itself or checked when the script was read.
  return (fault.apply as Apply)(spec, exchange, next, passage)
}

function connect(spec: FaultSpec): ConnectionStep {
  const fault = faultOf(spec)
  if (fault.on !== 'connection') throw new UnknownFault(`${spec.type} bends exchanges: it belongs under a model`)
  return fault.connect(spec as never)
}
