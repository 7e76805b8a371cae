import * as fc from 'fast-check'
import { catalogue, endpointsOf, type Rule, type Script } from '../../src/faults/index.ts'
import { randomCase } from '../../src/harness/explore/case/index.ts'
import { playVirtually } from '../../src/harness/worlds/virtual.ts'
import { viewOf, type CallView, type Declared, type HistoryEvent } from '../../src/history/index.ts'
import { burst, type LoadSpec } from '../../src/load/index.ts'
import { VirtualClock } from '../../src/runtime/index.ts'
import type { CallerScript } from '../../src/scenarios/scenario.ts'
import { client } from '../../src/targets/client.ts'
import type { Target } from '../../src/targets/target.ts'

/** Calls on a bad day, with the policy that the client is told to keep. */
export interface Day {
  readonly upstream: Script
  readonly caller: CallerScript
  readonly declared: DayPolicy
  readonly load: LoadSpec
  readonly chance: number
}

/** A random case declares these always. */
export type DayPolicy = Declared &
  Required<
    Pick<
      Declared,
      'deadlineMs' | 'maxAttemptsPerCall' | 'maxAttemptsPerEndpoint' | 'backoff' | 'longestAskedWaitMs' | 'timeouts'
    >
  >

/** What came of it. */
export interface Told {
  readonly events: readonly HistoryEvent[]
  /** The first call; arrivals at random may bring none. */
  readonly call: CallView
  readonly answered: boolean
}

/** A random case; nobody expects anything of it. */
export const anyDay: fc.Arbitrary<Day> = fc
  .tuple(randomCase(fc), fc.nat(0xffff))
  .map(([{ upstream, caller = {}, load, expect }, chance]) => {
    // Money and schemas end calls in ways of their own, which nobody foretells here.
    const {
      answeredAtLeast: _least,
      answeredAtMost: _most,
      failsWith: _failure,
      budgetUsd: _budget,
      attemptAtMostUsd: _worst,
      answerSchema: _schema,
      ...declared
    } = expect
    return { upstream: inPlainWords(upstream), caller, declared: declared as DayPolicy, load, chance }
  })

/** Without answers in a form that breaks a schema: where none is declared, that is no failure. */
function inPlainWords({ models, origins }: Script): Script {
  const plain = Object.entries(models).map(([model, rules]) => [
    model,
    rules.filter(({ fault }) => fault.type !== catalogue.structuredAnswer.type),
  ])
  return { models: Object.fromEntries(plain), ...(origins === undefined ? {} : { origins }) }
}

/** A random case with a single call, whose caller waits for its end. */
export const oneCall: fc.Arbitrary<Day> = anyDay.map((day) => ({
  ...day,
  caller: { stream: day.caller.stream === true },
  load: burst({ calls: 1 }),
}))

const { noHeaders, overloaded, rateLimit, resetPeer, serverError, status } = catalogue

/** One that begins with trouble at its first endpoint, so that more than one attempt is made as a rule. */
export const troubledCall: fc.Arbitrary<Day> = fc
  .record({
    day: oneCall,
    times: fc.integer({ min: 1, max: 4 }),
    fault: fc.oneof(
      fc.constantFrom(noHeaders({}), overloaded({}), resetPeer({}), serverError({}), rateLimit({})),
      fc.integer({ min: 1, max: 3_000 }).map((waitMs) => rateLimit({ waitMs, rendering: 'milliseconds' })),
      fc.integer({ min: 1, max: 3 }).map((retryAfterSeconds) => status({ status: 503, retryAfterSeconds })),
    ),
  })
  .map(({ day, times, fault }) => ({
    ...day,
    upstream: withRules(day.upstream, endpointsOf(day.upstream)[0]!.model, (rules) => [
      { when: { first: times }, fault },
      ...rules,
    ]),
  }))

/** Plays it on the virtual network. The wall clock may show any other time than it does as a rule. */
export async function told(day: Day, { wallOffsetMs = 0, target = client as Target } = {}): Promise<Told> {
  const { upstream, caller, declared, load, chance } = day
  const clock = new VirtualClock()
  clock.jumpWallClock(wallOffsetMs)
  const scenario = {
    name: 'day',
    family: 'metamorphic',
    requirement: 'What is changed beside the point changes nothing.',
    source: 'test/metamorphic',
    strength: 'must',
    upstream,
    caller,
    load,
    expect: declared,
    exercises: [],
  } as const
  const { history } = await playVirtually({ target, scenario, seed: chance }, clock)
  const [call] = viewOf(history.events).calls
  return { events: history.events, call: call!, answered: call?.ended?.outcome.ok === true }
}

/** The same day under another policy. */
export function under(day: Day, declared: Partial<DayPolicy>): Day {
  return { ...day, declared: { ...day.declared, ...declared } }
}

export function withRules(
  upstream: Script,
  model: string,
  change: (rules: readonly Rule[]) => readonly Rule[],
): Script {
  return { ...upstream, models: { ...upstream.models, [model]: change(upstream.models[model]!) } }
}

/** The day with some of its rules only. */
export function keeping<Kept extends Day>(
  day: Kept,
  keeps: { readonly model?: (rule: Rule) => boolean; readonly origin?: (rule: Rule) => boolean },
): Kept {
  const { model = () => true, origin = () => true } = keeps
  const { models, origins = {} } = day.upstream
  const upstream = {
    models: mapValues(models, (rules) => rules.filter(model)),
    origins: mapValues(origins, (place) => ({ ...place, rules: (place.rules ?? []).filter(origin) })),
  }
  return { ...day, upstream }
}

/** Bends by the count of attempts or by their own chance, whatever the time. */
export const isTimeless = ({ when }: Rule): boolean => !('during' in when)

/** Bends every attempt alike. */
export const isAlways = ({ when }: Rule): boolean => 'always' in when

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
