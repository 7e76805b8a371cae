import { loopback } from '../../harness/worlds/index.ts'
import { Problem } from '../../harness/problem.ts'
import type { CallOutcome, EventOf, HistoryEvent } from '../../history/index.ts'
import { sequential } from '../../load/index.ts'
import { messages } from '../../messages/index.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { execTarget, type ExecOptions } from '../../targets/exec/execTarget.ts'
import type { TesteeLine } from '../../targets/exec/testeeProtocol.ts'

const words = messages.cli.judge.goodDay

/** Everything about a program but how it is spoken to. */
export type Program = Omit<ExecOptions, 'protocol' | 'supports' | 'saysReady' | 'onSaid'>

/** How a program is spoken to, as it was seen. */
export type Spoken = Pick<ExecOptions, 'protocol' | 'supports' | 'saysReady'>

/** What came of it; `why` says what is wrong where nothing did. */
export type GoodDay = { readonly spoken: Spoken } | { readonly why: string }

/** The models of most scenarios, in the order of their chain. */
export const goodDayChain: readonly string[] = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']

/** A program that starts slowly has its time; one that neither speaks nor ends is waited for no longer. */
const deadlineMs = 10_000

/**
 * Asks the program on a day without a fault: it must be known how it is spoken to, and one that fails here would fail everywhere.
 * Throws a `Problem` where the shell does not find it.
 */
export async function askOnGoodDay(
  program: Program,
  asked: 'auto' | 'lines' | 'none',
  models: readonly string[],
): Promise<GoodDay> {
  if (asked !== 'none') {
    const said: TesteeLine[] = []
    const target = execTarget({ ...program, protocol: 'lines', onSaid: (line) => said.push(line) })
    // Two calls: one that ends after its first would end in the middle of every case.
    const { history } = await loopback.play({ target, scenario: goodDay(models, 2), seed: 0 })
    refuseUnknownCommand(program.command, history.events)
    if (said.length > 0 || asked === 'lines') return spokenIn(said, history.events, models)
  }
  const target = execTarget({ ...program, protocol: 'none' })
  const { history } = await loopback.play({ target, scenario: goodDay(models, 1), seed: 0 })
  refuseUnknownCommand(program.command, history.events)
  const why = whyNotAnswered(history.events, models)
  return why === undefined ? { spoken: { protocol: 'none' } } : { why }
}

function spokenIn(said: readonly TesteeLine[], events: readonly HistoryEvent[], models: readonly string[]): GoodDay {
  const why = whyNotAnswered(events, models)
  if (why !== undefined) return { why }
  const ready = said.find((line) => line.says === 'ready')
  const can = (ability: 'stream' | 'abort') => ready?.supports.includes(ability) === true
  const supports = { stream: can('stream'), abort: can('abort') }
  return { spoken: { protocol: 'lines', supports, saysReady: ready !== undefined } }
}

/** Each call is answered, and by the upstream. */
function whyNotAnswered(events: readonly HistoryEvent[], models: readonly string[]): string | undefined {
  const exchanges = events.filter((event) => event.type === 'exchange-started')
  if (exchanges.length === 0) return [words.noRequest, ...failuresIn(events)].join(' ')
  const others = [...new Set(exchanges.map(({ model }) => model).filter((model) => !models.includes(model)))]
  if (others.length > 0) return words.otherModel(others, models)
  const failures = failuresIn(events)
  return failures.length === 0 ? undefined : failures.join(' ')
}

function failuresIn(events: readonly HistoryEvent[]): string[] {
  const started = events.filter((event) => event.type === 'call-started')
  const ended = new Map(events.flatMap((event) => (event.type === 'call-ended' ? [[event.call, event.outcome]] : [])))
  const failures = started.flatMap(({ call }) => failureOf(ended.get(call)))
  return failures.slice(0, 1).map(words.failed)
}

function failureOf(outcome: CallOutcome | undefined): string[] {
  if (outcome === undefined) return [words.nothing]
  return outcome.ok ? [] : [outcome.message]
}

/** 126 and 127 are a shell's own: it could not run it, or did not find it. */
function refuseUnknownCommand(command: string, events: readonly HistoryEvent[]): void {
  const said = events
    .filter((event): event is EventOf<'call-ended'> => event.type === 'call-ended')
    .map(({ outcome }) => (outcome.ok ? '' : outcome.message))
    .find((message) => /exit code 12[67]\b/.test(message))
  if (said !== undefined) throw new Problem('usage', messages.errors.judge.notFound(command, said))
}

function goodDay(models: readonly string[], calls: number): Scenario {
  return {
    name: 'good-day',
    family: 'judge',
    requirement: 'Every call is answered.',
    source: 'nothing is wrong here',
    strength: 'must',
    upstream: { models: Object.fromEntries(models.map((model) => [model, []])) },
    load: sequential({ calls }),
    expect: { deadlineMs, answeredAtLeast: 1 },
    exercises: ['every-call-settles'],
  }
}
