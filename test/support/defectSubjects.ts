import { ChatError, rateLimiter } from '../../src/client/index.ts'
import type { Script } from '../../src/faults/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import type { Target } from '../../src/targets/index.ts'
import { onStage, openNetwork, question, type Making, type Network } from './defectStage.ts'

/** Calls one after the other, as one thread would make them. */
interface Play {
  readonly script: Script
  /** When the calls start, in ms; later where the one before is not over yet. One, at once, unless set. */
  readonly startsMs?: readonly number[]
  /** All of them start at once instead. */
  readonly atOnce?: number
  /** The limit to keep, in requests per minute: our limiter's, and the tutorial's. */
  readonly rpm?: number
  /** So many connections never come about. */
  readonly neverConnect?: number
  /** The wall clock jumps after the first call. */
  readonly wallJumpMs?: number
  /** What our client is told besides; the tutorial has no words for it. */
  readonly ours?: Making & { readonly prefer?: string }
}

/** What the caller got. */
type Answer = { readonly endedAtMs: number } & (
  | { readonly ok: true; readonly text: string; readonly model: string | null }
  | {
      readonly ok: false
      /** The name of what was thrown; null where a dictionary says that it went wrong. */
      readonly thrown: string | null
      readonly message: string
      readonly status: number | null
      readonly errorClass: ErrorClass | null
      readonly retryAtMs: number | null
    }
)

export interface Played extends Pick<Network, 'requests' | 'connections'> {
  readonly answers: readonly Answer[]
  readonly endedAtMs: number
  /** Wall time at the end. */
  readonly epochMs: number
}

/** Whoever is put to the test: it goes through a play, and what happened is told. */
export type Subject = (play: Play) => Promise<Played>

type Ask = (call: number) => Promise<Answer>

/** Our client. */
export const ours: Subject = (play) => {
  const { script, neverConnect, rpm, ours: making = {} } = play
  const network = openNetwork(script, neverConnect)
  const policies = [...(making.policies ?? []), ...(rpm === undefined ? [] : [rateLimiter({ rpm })])]
  const options = making.prefer === undefined ? {} : { prefer: making.prefer }
  return onStage(
    script,
    { ...making, policies },
    ({ client, clock }) => {
      const ask: Ask = (call) =>
        client.chat(question(call), options).then(
          ({ text, model }) => ({ ok: true, text, model, endedAtMs: clock.now() }),
          (error: unknown) => thrownBy(error, clock.now()),
        )
      return perform(play, network, ask)
    },
    network,
  )
}

/** A part of the tutorial, as `src/targets/tutorial` plays it: true to what the Python code was measured to do. */
export function tutorial(target: Target): Subject {
  return (play) => {
    const network = openNetwork(play.script, play.neverConnect)
    const { clock } = network
    const declared = play.rpm === undefined ? {} : { rpm: play.rpm }
    const open = target.open({ ...network, declared, record: () => {} })
    const { signal } = new AbortController()
    const ask: Ask = async (call) => {
      try {
        const outcome = await open.chat({ call, signal, ...question(call) })
        return { thrown: null, ...outcome, endedAtMs: clock.now() }
      } catch (error) {
        return thrownBy(error, clock.now())
      }
    }
    return clock.run(() => perform(play, network, ask))
  }
}

async function perform(
  { startsMs = [0], atOnce, wallJumpMs = 0 }: Play,
  { clock, requests, connections }: Network,
  ask: Ask,
) {
  const answers: Answer[] = []
  if (atOnce !== undefined) answers.push(...(await Promise.all(Array.from({ length: atOnce }, (_, call) => ask(call)))))
  else {
    for (const [call, startMs] of startsMs.entries()) {
      if (startMs > clock.now()) await clock.sleep(startMs - clock.now())
      answers.push(await ask(call))
      if (call === 0) clock.jumpWallClock(wallJumpMs)
    }
  }
  return { requests, connections, answers, endedAtMs: clock.now(), epochMs: clock.epochMs() }
}

function thrownBy(error: unknown, endedAtMs: number): Answer {
  const { name, message } = error as Error
  const { errorClass = null, status = null, retryAtMs = null } = error instanceof ChatError ? error : {}
  return { ok: false, thrown: name, message, status, errorClass, retryAtMs, endedAtMs }
}
