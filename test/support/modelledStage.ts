import { AsyncLocalStorage } from 'node:async_hooks'
import OpenAI from 'openai'
import { Agent, fetch as undiciFetch } from 'undici'
import { endpointsOf, type Script } from '../../src/faults/index.ts'
import { History, viewOf, type CallOutcome } from '../../src/history/index.ts'
import { markMessages } from '../../src/protocol/callMarker.ts'
import {
  createRandom,
  RealClock,
  VirtualClock,
  VirtualTransport,
  type Clock,
  type Random,
  type Timer,
} from '../../src/runtime/index.ts'
import { openOpenaiRules } from '../../src/targets/modelled/openaiRules.ts'
import type { OpenTarget, TargetCall, TargetSetup } from '../../src/targets/target.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'
import { startWireUpstream } from '../../src/upstream/wire/index.ts'

const apiKey = 'sk-rehearsal-gateway-0123456789abcdef'

/** What one client goes through, call by call. */
export interface ModelledPlay {
  readonly script: Script
  readonly stream: boolean
  readonly calls: number
  /** The caller aborts each call so long after it began. */
  readonly abortAtMs?: number
  /** `timeout` of the client. */
  readonly timeoutMs: number
  /** undici's own limits on headers and body; the model has undici's defaults. */
  readonly undiciLimitMs?: number
}

/** What the real SDK and the model are compared by. Instants are not: the real one's sleeps take no time. */
export interface Seen {
  readonly wire: readonly unknown[]
  readonly handshakesFailed: number
  readonly sleepsMs: readonly number[]
  readonly outcomes: readonly unknown[]
}

/** What `Math.random()` gives both. */
const chance = 0.5

type Open = (setup: TargetSetup, play: ModelledPlay) => OpenTarget

/** A modelled client on the virtual world: the SDK's, unless another is opened. */
export async function playModel(
  play: ModelledPlay,
  open: Open = (setup, { timeoutMs }) => openOpenaiRules(setup, timeoutMs),
): Promise<Seen> {
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const random = createRandom(1)
  const urlOf = (name: string) => places.get(name)
  const places = new Map(
    endpointsOf(play.script).map(({ origin, tls }) => [origin, `${tls ? 'https' : 'http'}://${origin}.test`]),
  )
  const upstream = new ScriptedUpstream(play.script, { clock, random, recorder: history, urlOf }, keyNames)
  const network = new VirtualTransport(
    new VirtualUpstream(upstream, new Map([...places].map(([origin, url]) => [url, origin]))),
  )
  const sleepsMs: number[] = []
  const target = open(
    {
      endpoints: endpointsOf(play.script).map(({ model, origin }) => ({
        model,
        baseURL: `${places.get(origin)!}/v1`,
        apiKey,
      })),
      declared: {},
      clock: listening(clock, sleepsMs),
      random: evenly,
      transport: network,
      record: (event) => history.record(event),
    },
    play,
  )
  const outcomes: unknown[] = []
  await clock.run(async () => {
    for (let call = 0; call < play.calls; call += 1) {
      const controller = new AbortController()
      const timer = abortTimer(clock, play, controller)
      const asked = { call, messages: questionOf(call), signal: controller.signal }
      outcomes.push(comparable(await (play.stream ? drained(target.stream!(asked)) : target.chat(asked))))
      timer?.cancel()
    }
    await target.close()
  })
  return { ...wireOf(history), sleepsMs, outcomes }
}

/** The real SDK on real sockets. Its waits between attempts are taken down, and take no time. */
export async function playSdk(play: ModelledPlay): Promise<Seen> {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const upstream = await startWireUpstream(play.script, { clock, random: createRandom(1), recorder: history }, keyNames)
  const [first] = endpointsOf(play.script)
  const { certificateAuthority } = upstream
  const { undiciLimitMs } = play
  const dispatcher =
    certificateAuthority === undefined && undiciLimitMs === undefined
      ? undefined
      : new Agent({
          ...(certificateAuthority === undefined ? {} : { connect: { ca: certificateAuthority } }),
          ...(undiciLimitMs === undefined ? {} : { headersTimeout: undiciLimitMs, bodyTimeout: undiciLimitMs }),
        })
  const openai = new OpenAI({
    baseURL: `${upstream.origins.get(first!.origin)!}/v1`,
    apiKey,
    timeout: play.timeoutMs,
    logLevel: 'off',
    ...(dispatcher === undefined ? {} : { fetch: undiciFetch as never, fetchOptions: { dispatcher } }),
  })
  const sleepsMs: number[] = []
  const outcomes: unknown[] = []
  try {
    await sleeping.run(sleepsMs, async () => {
      for (let call = 0; call < play.calls; call += 1) {
        const controller = new AbortController()
        const timer = abortTimer(clock, play, controller)
        const asked = { model: first!.model, messages: questionOf(call) as never }
        outcomes.push(comparable(await askSdk(openai, asked, play.stream, controller.signal)))
        timer?.cancel()
        // The pool has the connection back before it is asked for again.
        await clock.sleep(5)
      }
    })
    // What a client has left, or refused, is taken down when its connection has closed.
    await dispatcher?.destroy()
    for (let turn = 0; upstream.openSockets() > 0 && turn < 20; turn += 1) await clock.sleep(10)
    return { ...wireOf(history), sleepsMs, outcomes }
  } finally {
    await upstream.close()
  }
}

function abortTimer(clock: Clock, { abortAtMs }: ModelledPlay, controller: AbortController): Timer | undefined {
  return abortAtMs === undefined ? undefined : clock.timer(abortAtMs, () => controller.abort())
}

type Asked = OpenAI.ChatCompletionCreateParamsNonStreaming

/** As the target reads it: see `openaiRules.ts`. */
async function askSdk(openai: OpenAI, asked: Asked, stream: boolean, signal: AbortSignal): Promise<CallOutcome> {
  try {
    if (!stream) {
      const completion = await openai.chat.completions.create(asked, { signal })
      const content = completion?.choices?.[0]?.message?.content
      if (typeof content === 'string') return { ok: true, text: content, model: completion.model ?? null }
      throw new TypeError('the completion holds no choices[0].message.content')
    }
    let text = ''
    for await (const chunk of await openai.chat.completions.create({ ...asked, stream }, { signal })) {
      text += chunk?.choices?.[0]?.delta?.content ?? ''
    }
    if (signal.aborted) throw new OpenAI.APIUserAbortError()
    return { ok: true, text, model: null }
  } catch (error) {
    const { name, message } = error as Error
    const status = error instanceof OpenAI.APIError ? (error.status ?? null) : null
    const named = error instanceof OpenAI.OpenAIError ? error.constructor.name : name
    return { ok: false, errorClass: null, message: `${named}: ${message}`, status, retryAtMs: null }
  }
}

async function drained(stream: AsyncGenerator<string, CallOutcome>): Promise<CallOutcome> {
  for (;;) {
    const result = await stream.next()
    if (result.done === true) return result.value
  }
}

/** The words of an engine's own errors differ between versions. */
function comparable(outcome: CallOutcome) {
  if (outcome.ok) return outcome
  const { message, status } = outcome
  const isEngines = message.startsWith('SyntaxError') && !message.includes('server-sent')
  return { message: isEngines ? 'SyntaxError' : message, status }
}

const keyNames = new Map([[apiKey, 'gateway']])
const questionOf = (call: number): TargetCall['messages'] => markMessages([{ role: 'user', content: 'hi' }], call)
const evenly: Random = { ...createRandom(1), stream: () => () => chance }

function wireOf(history: History): Pick<Seen, 'wire' | 'handshakesFailed'> {
  const { exchanges, connectionsFailed } = viewOf(history.events)
  const wire = exchanges.map(({ started, response }) => {
    const { origin, model, call, credential, bodyHash, idempotencyKey, stream } = started
    return { origin, model, call, credential, bodyHash, idempotencyKey, stream, status: response?.status ?? null }
  })
  return { wire, handshakesFailed: connectionsFailed.length }
}

function listening(clock: Clock, sleepsMs: number[]): Clock {
  return {
    now: () => clock.now(),
    epochMs: () => clock.epochMs(),
    timer: (delayMs, callback) => clock.timer(delayMs, callback),
    pending: () => clock.pending(),
    sleep: (delayMs, signal) => {
      sleepsMs.push(delayMs)
      return clock.sleep(delayMs, signal)
    },
  }
}

const sleeping = new AsyncLocalStorage<number[]>()

/** Takes down what the SDK's own `sleep` asks of `setTimeout`, and lets it wait no time; returns what undoes it. */
export function shortenSdkSleeps(): () => void {
  const { setTimeout: real } = globalThis
  const { random } = Math
  globalThis.setTimeout = Object.assign((callback: () => void, delayMs?: number, ...rest: unknown[]) => {
    const isSleep = sleeping.getStore() !== undefined && /openai.internal.utils.sleep/.test(new Error().stack ?? '')
    // Whole ms, at least one: what a timer makes of it.
    if (isSleep) sleeping.getStore()!.push(Math.max(1, Math.trunc(delayMs ?? 0)))
    return real(callback, isSleep ? 0 : delayMs, ...rest)
  }, real) as typeof setTimeout
  Math.random = () => chance
  return () => {
    globalThis.setTimeout = real
    Math.random = random
  }
}
