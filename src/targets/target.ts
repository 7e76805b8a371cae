import type { CallOutcome, ClientEvent, Declared } from '../history/index.ts'
import type { ChatMessage } from '../protocol/chat.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'

/** One model at one place with one key; the list's order is the order of the fallback chain. */
export interface TargetEndpoint {
  readonly model: string
  /** Ends in `/v1`. */
  readonly baseURL: string
  readonly apiKey: string
}

/** Everything a target gets: it must use this clock, this chance and this network, or its runs cannot be replayed. */
export interface TargetSetup {
  readonly endpoints: readonly TargetEndpoint[]
  /** The policy to keep, as far as the target can. */
  readonly declared: Declared
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  /** For targets with the vantage `client`: their own events. */
  record(event: ClientEvent): void
}

/** One call as the driver makes it; the messages already carry the call's marker. */
export interface TargetCall {
  readonly call: number
  readonly messages: readonly ChatMessage[]
  /** `max_tokens` of the request; a target that always sends its own may leave it out. */
  readonly maxTokens?: number
  /** Aborted when the caller gives up. */
  readonly signal: AbortSignal
}

export interface OpenTarget {
  /** Gives the outcome as a value. What it throws is taken down as a failure without a class. */
  chat(call: TargetCall): Promise<CallOutcome>
  /** Yields the content as it comes and returns the outcome. */
  stream?(call: TargetCall): AsyncGenerator<string, CallOutcome>
  /** Permits to be in flight that are out, for targets that count them; asked when the target was closed. */
  permitsHeld?(): number
  close(): Promise<void>
}

/** A client under test. */
export interface Target {
  readonly name: string
  readonly doc: string
  /** The most that can be seen of it. */
  readonly vantage: 'wire' | 'driver' | 'client'
  /** What it cannot do is left unknown without blame. */
  readonly supports: {
    readonly stream: boolean
    readonly abort: boolean
    /** Takes the declared policy (attempts, backoff, time-outs); without it only outcomes are expected of the target. */
    readonly policy: boolean
  }
  /** What it promises by itself although nobody can tell it a policy: it is held to that too, where a scenario declares it. */
  readonly promises?: readonly (keyof Declared)[]
  /** What it never promised to anybody, and is therefore not held to, whoever declares it. */
  readonly notPromised?: readonly (keyof Declared)[]
  open(setup: TargetSetup): OpenTarget
}

export function defineTarget<const Definition extends Target>(definition: Definition): Definition {
  return definition
}
