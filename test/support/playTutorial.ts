import { endpointsOf, type Script } from '../../src/faults/index.ts'
import { History, viewOf, type CallOutcome } from '../../src/history/index.ts'
import { markMessages } from '../../src/protocol/callMarker.ts'
import type { ChatMessage } from '../../src/protocol/chat.ts'
import {
  createRandom,
  VirtualClock,
  VirtualTransport,
  type Clock,
  type Timer,
  type Transport,
} from '../../src/runtime/index.ts'
import type { Target } from '../../src/targets/target.ts'
import { ScriptedUpstream } from '../../src/upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../src/upstream/virtual/virtualUpstream.ts'

export const apiKey = 'sk-rehearsal-gateway-0123456789abcdef'

/** Calls one after the other on the virtual world, as one Python thread would make them. */
export interface Play {
  readonly script: Script
  /** When the calls start, in ms since the client was made, or later if the one before takes longer. One, at once. */
  readonly startsMs?: readonly number[]
  readonly rpm?: number
  /** How many connections time out first. */
  readonly connectTimeouts?: number
  /** Moves the wall clock after the first call. */
  readonly wallJumpMs?: number
}

export interface Played {
  /** Model, status (null: no head was sent) and body of each request, as the upstream saw them. */
  readonly wire: readonly WireEntry[]
  readonly certificatesRefused: number
  readonly sleepsSeconds: readonly number[]
  readonly outcomes: readonly (CallOutcome | { readonly thrown: string })[]
  readonly elapsedMs: number
  readonly pendingTimers: number
}

interface WireEntry {
  readonly model: string
  readonly status: number | null
  readonly call: number | null
  readonly atMs: number
  readonly bodyHash: string
}

export async function playTutorial(target: Target, play: Play): Promise<Played> {
  const clock = new VirtualClock()
  const sleeping = new SleepingClock(clock)
  const random = createRandom(1)
  const history = new History(() => clock.now())
  const { script } = play
  const origins = new Map(
    endpointsOf(script).map(({ origin, tls }) => [`${tls ? 'https' : 'http'}://${origin}.test`, origin]),
  )
  const upstream = new ScriptedUpstream(script, { clock, random, recorder: history }, new Map([[apiKey, 'gateway']]))
  const network = new VirtualTransport(new VirtualUpstream(upstream, origins))
  const open = target.open({
    endpoints: endpointsOf(script).map(({ model, origin, tls }) => ({
      model,
      baseURL: `${tls ? 'https' : 'http'}://${origin}.test/v1`,
      apiKey,
    })),
    declared: play.rpm === undefined ? {} : { rpm: play.rpm },
    clock: sleeping,
    random,
    transport: connectingSlowly(network, play.connectTimeouts ?? 0),
    record: (event) => history.record(event),
  })
  const outcomes: Played['outcomes'][number][] = []
  await clock.run(async () => {
    for (const [call, startMs] of (play.startsMs ?? [0]).entries()) {
      if (startMs > clock.now()) await clock.sleep(startMs - clock.now())
      const chat = open.chat({ call, messages: questionOf(call), signal: new AbortController().signal })
      outcomes.push(await chat.catch((error: unknown) => ({ thrown: (error as Error).name })))
      if (call === 0) clock.jumpWallClock(play.wallJumpMs ?? 0)
    }
    await open.close()
  })
  return {
    ...wireOf(history),
    sleepsSeconds: sleeping.sleepsSeconds,
    outcomes,
    elapsedMs: clock.now(),
    pendingTimers: clock.pending(),
  }
}

/** Not in ASCII on purpose: Python escapes what JavaScript sends as it is. */
export function questionOf(call: number): ChatMessage[] {
  return markMessages(
    [
      { role: 'system', content: 'Bạn là trợ lý AI hữu ích.' },
      { role: 'user', content: 'Giải thích "dual-link fallback" 🔄' },
    ],
    call,
  )
}

export function wireOf(history: History): Pick<Played, 'wire' | 'certificatesRefused'> {
  const view = viewOf(history.events)
  const wire = view.events
    .filter((event) => event.type === 'exchange-started')
    .map(({ exchange, model, call, bodyHash, at }) => {
      const response = view.events.find((event) => event.type === 'response-started' && event.exchange === exchange)
      const status = response?.type === 'response-started' ? response.status : null
      return { model, status, call, atMs: at, bodyHash }
    })
  return { wire, certificatesRefused: view.connectionsFailed.length }
}

/** A network on which the first connections never come about. */
function connectingSlowly(network: Transport, connectTimeouts: number): Transport {
  let left = connectTimeouts
  return {
    send: (request, options) => {
      if (left === 0) return network.send(request, options)
      left -= 1
      return new Promise((_resolve, reject) => {
        const { signal } = options
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      })
    },
    busySockets: () => network.busySockets(),
    close: () => network.close(),
  }
}

/** Takes down each sleep; timers, such as those of time-outs, are not sleeps. */
class SleepingClock implements Clock {
  readonly sleepsSeconds: number[] = []
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  epochMs(): number {
    return this.#clock.epochMs()
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    this.sleepsSeconds.push(delayMs / 1000)
    return this.#clock.sleep(delayMs, signal)
  }

  timer(delayMs: number, callback: () => void): Timer {
    return this.#clock.timer(delayMs, callback)
  }

  pending(): number {
    return this.#clock.pending()
  }
}
