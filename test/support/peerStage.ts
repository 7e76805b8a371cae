import { expect } from 'vitest'
import { ChatError, type EndpointOptions } from '../../src/client/index.ts'
import { VirtualClock, VirtualTransport } from '../../src/runtime/index.ts'
import { onTransport, type ClientStage, type StageOptions } from './clientStage.ts'
import { ScriptedPeer, type Play } from './scriptedPeer.ts'

export const ask = { messages: [{ role: 'user', content: 'hello' }], max_tokens: 10 } as const

export interface PeerStage extends ClientStage {
  readonly peer: ScriptedPeer
  /** Whether nothing is left of what was under way: no timer, no socket. */
  readonly leftovers: () => { timers: number; sockets: number }
}

export const nothing = { timers: 0, sockets: 0 }

interface PeerOptions extends Omit<StageOptions, 'endpoints'> {
  /** What is special about an endpoint, by its id. */
  readonly each?: Readonly<Record<string, Partial<EndpointOptions>>>
  /** The same for all of them. */
  readonly all?: Partial<EndpointOptions>
}

/** Each model is an endpoint at a host of its own with a key of its own, in this order, and answers as it is told. */
export function onPeers<Result>(
  plays: Readonly<Record<string, Play | readonly Play[]>>,
  act: (stage: PeerStage) => Promise<Result>,
  { each = {}, all = {}, ...options }: PeerOptions = {},
): Promise<Result> {
  const clock = new VirtualClock()
  const listed = Object.entries(plays).map(([model, play]) => [model, listOf(play)] as const)
  const peer = new ScriptedPeer(clock, Object.fromEntries(listed))
  const transport = new VirtualTransport(peer)
  const endpoints = listed
    .filter(([model]) => !model.startsWith('GET '))
    .map(([model]) => ({
      model,
      baseURL: `https://${model}.test/v1`,
      apiKey: `sk-${model}-0123456789`,
      ...all,
      ...each[model],
    }))
  const leftovers = () => ({ timers: clock.pending(), sockets: transport.busySockets() })
  return onTransport(transport, (stage) => act({ ...stage, peer, leftovers }), { ...options, endpoints, clock })
}

/** One play is a list of steps, and a step is a list whose first element is a number. */
function listOf(play: Play | readonly Play[]): readonly Play[] {
  const [first] = play
  return first === undefined || typeof first[0] === 'number' ? [play as Play] : (play as readonly Play[])
}

/** The error with which a call ended; anything else fails the test. */
export async function chatError(call: Promise<unknown>): Promise<ChatError> {
  const error: unknown = await call.then(
    (reply) => reply,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ChatError)
  return error as ChatError
}

/** What each attempt was and how it ended: `main first 0-30 ok`. */
export function toldAttempts({ attempts }: Pick<ChatError, 'attempts'>): string[] {
  return attempts.map(({ endpoint, kind, startedAtMs, endedAtMs, failure }) => {
    const how = failure === null ? 'ok' : `${failure.errorClass}/${failure.reason}`
    return `${endpoint} ${kind} ${startedAtMs}-${endedAtMs} ${how}`
  })
}
