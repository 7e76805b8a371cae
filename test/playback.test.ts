import { describe, expect, test } from 'vitest'
import * as faults from '../src/faults/catalogue/index.ts'
import { always, first, type FaultSpec, type Rule } from '../src/faults/index.ts'
import { playInRealTime } from '../src/harness/playInRealTime.ts'
import { loopback, msw, virtual } from '../src/harness/worlds/index.ts'
import { viewOf, type History } from '../src/history/index.ts'
import { sequential } from '../src/load/index.ts'
import { checkRecording } from '../src/protocol/recording/checkRecording.ts'
import { recordingFormat, type RecordedExchange } from '../src/protocol/recording/recording.ts'
import { Redactor } from '../src/protocol/secrets/redactor.ts'
import { RealClock, UndiciTransport } from '../src/runtime/index.ts'
import { quick, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'
import { startWireUpstream } from '../src/upstream/wire/index.ts'
import { Recorder } from '../src/upstream/wire/recorder/recorder.ts'

const seed = 20261126

interface Day {
  readonly rules: readonly Rule[]
  readonly stream?: boolean
  /** Only a socket can end so: MSW must refuse it. */
  readonly cuts?: true
}

const twice = (fault: FaultSpec): readonly Rule[] => [first(1, fault)]

const days: Readonly<Record<string, Day>> = {
  'good answers': { rules: [] },
  'good streams': { rules: [], stream: true },
  'a limit that asks for a wait': { rules: twice(faults.rateLimit({ waitMs: 150, rendering: 'milliseconds' })) },
  'a limit before a stream': { rules: twice(faults.rateLimit({ retryAfterSeconds: 1 })), stream: true },
  'a spent quota': { rules: [always(faults.quotaExhausted({ provider: 'deepseek' }))] },
  'a wrong key': { rules: [always(faults.invalidApiKey({ provider: 'minimax' }))] },
  'an overload': { rules: [always(faults.overloaded({ provider: 'kimi' }))] },
  'an error in a 200': { rules: [always(faults.errorInSuccess({}))] },
  'a page of a gateway': { rules: [always(faults.errorPage({ status: 522 }))] },
  'an answer that is none': { rules: [always(faults.invalidJson({ form: 'noChoices' }))] },
  'an answer that never begins': { rules: twice(faults.noHeaders({})) },
  'a stream that stalls': { rules: [always(faults.stall({ bytes: 900 }))], stream: true },
  'a stream without an end marker': { rules: [always(faults.missingDone({ finishReason: false }))], stream: true },
  'a stream that breaks off by an error': { rules: [always(faults.streamError({}))], stream: true },
  'an RST before the head': { rules: twice(faults.resetPeer({})), cuts: true },
  'an RST in a stream': { rules: [always(faults.resetPeer({ afterBytes: 900 }))], stream: true, cuts: true },
  'a FIN before the first words': { rules: twice(faults.limitData({ bytes: 60 })), stream: true, cuts: true },
  'a FIN in a document': { rules: twice(faults.limitData({ bytes: 60 })), cuts: true },
}

function scenarioOf(
  name: string,
  { stream = false }: Day,
  models: Scenario['upstream']['models'],
  tls: boolean,
): Scenario {
  return {
    name: `playback ${name}`,
    family: 'playback',
    requirement: 'What was recorded means the same when it is played back.',
    source: 'architecture',
    strength: 'must',
    upstream: {
      models,
      origins: { one: { serves: ['model-a'], tls }, two: { serves: ['model-b'], tls } },
    },
    load: sequential({ calls: 3 }),
    ...(stream ? { caller: { stream } } : {}),
    expect: { ...quick, maxAttemptsPerEndpoint: 2 },
    exercises: [],
  }
}

interface Lived {
  readonly history: History
  readonly recorded: ReadonlyMap<string, readonly RecordedExchange[]>
}

/** Plays a day as if it were live: over https, with a recorder before each origin. */
async function live(scenario: Scenario): Promise<Lived> {
  const recorded = new Map<string, RecordedExchange[]>()
  const { history } = await playInRealTime(
    { target: client, scenario, seed },
    async (script, runtime, names) => {
      const wire = await startWireUpstream(script, runtime, names)
      const certificateAuthority = wire.certificateAuthority!
      const recorders = Array.from(wire.origins, ([origin, url]) => {
        expect(url).toMatch(/^https:/)
        const exchanges: RecordedExchange[] = []
        recorded.set(origin, exchanges)
        return [origin, recorderOf(`${url}/v1`, certificateAuthority, exchanges)] as const
      })
      const places = await Promise.all(
        recorders.map(async ([origin, recorder]) => [origin, new URL(await recorder.start()).origin] as const),
      )
      return {
        origins: new Map(places),
        openSockets: () => wire.openSockets(),
        close: async () => {
          await Promise.all(recorders.map(([, recorder]) => recorder.close()))
          await wire.close()
        },
      }
    },
    () => new UndiciTransport({ loopbackOnly: true }),
  )
  return { history, recorded }
}

function recorderOf(upstream: string, certificateAuthority: string, exchanges: RecordedExchange[]): Recorder {
  return new Recorder({
    upstream,
    port: 0,
    clock: new RealClock(),
    transport: new UndiciTransport({ loopbackOnly: true, certificateAuthority, trust: 'only' }),
    mostExchanges: 100,
    largestBodyBytes: 1024 * 1024,
    redactor: new Redactor(),
    keepPrompts: false,
    keepText: true,
    onExchange: (exchange) => void exchanges.push(exchange),
    onMissed: (request, why) => expect.fail(`#${request} was missed: ${why}`),
  })
}

/** Through the file and back: what is played is what stands there. */
function reread(exchanges: readonly RecordedExchange[]): readonly RecordedExchange[] {
  const head = { schema: recordingFormat, upstream: 'x', recordedAt: 'x', madeBy: 'x', text: 'kept' }
  const inOrder = exchanges.toSorted((a, b) => a.exchange - b.exchange)
  return checkRecording([head, ...inOrder].map((line) => `${JSON.stringify(line)}\n`).join(''), 'day').exchanges
}

function playbackOf(name: string, day: Day, { recorded }: Lived): Scenario {
  const rulesFor = (origin: string): Rule[] => {
    const exchanges = recorded.get(origin) ?? []
    return exchanges.length === 0 ? [] : [always(faults.playback({ exchanges: reread(exchanges), atEnd: 'fail' }))]
  }
  return scenarioOf(name, day, { 'model-a': rulesFor('one'), 'model-b': rulesFor('two') }, false)
}

/** Per call: each attempt with what the client made of it, how the call ended, and the text that the caller got. */
function callsOf(history: History): string[] {
  return viewOf(history.events).calls.map(({ call, attemptsEnded, deltas, ended }) => {
    const attempts = attemptsEnded.map(
      ({ endpoint, attempt, errorClass, reason, status }) => `${endpoint}#${attempt}=${errorClass}/${reason}/${status}`,
    )
    const outcome = ended?.outcome
    const end = outcome?.ok === true ? `ok ${outcome.text}` : `${outcome?.errorClass} ${outcome?.status}`
    return `call ${call}: ${attempts.join(' ')} -> ${deltas.map(({ text }) => text).join('')} ${end}`
  })
}

/** What the upstream says that each exchange was: the truth that judges go by. */
function truthsOf(history: History): string[] {
  return viewOf(history.events).exchanges.map(({ started, response, ended }) => {
    const truth = response === undefined ? 'no head' : `${response.status} ${response.truth.class}`
    // Who has read enough leaves: whether the last bytes went out before is chance.
    const how = ended?.how === 'reset' || ended?.how === 'fin' ? ended.how : 'whole, or left'
    return `${started.model} ${truth} ${how} ${ended?.finished}`
  })
}

describe.each(Object.entries(days))('%s, recorded over https', (name, day) => {
  test('means the same to a client when it is played back, in every world', { timeout: 60_000 }, async () => {
    const lived = await live(scenarioOf(name, day, { 'model-a': day.rules, 'model-b': [] }, true))
    const playback = playbackOf(name, day, lived)
    expect(callsOf(lived.history)).toHaveLength(3)
    const refusals = [virtual, loopback, msw].flatMap((world) => world.refuses(playback) ?? [])
    expect(refusals).toEqual(
      day.cuts === true ? [expect.stringMatching(/^MSW cannot express playback: it has no socket/)] : [],
    )
    for (const world of [virtual, loopback, ...(day.cuts === true ? [] : [msw])]) {
      const { history } = await world.play({ target: client, scenario: playback, seed })
      expect({ world: world.name, calls: callsOf(history) }).toEqual({
        world: world.name,
        calls: callsOf(lived.history),
      })
      expect({ world: world.name, truths: truthsOf(history) }).toEqual({
        world: world.name,
        truths: truthsOf(lived.history),
      })
    }
  })
})
