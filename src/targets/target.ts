import type { CallOutcome, ClientEvent, Declared, ProgramEvent } from '../history/index.ts'
import type { Invariant } from '../invariants/index.ts'
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
  /** Not for a target with a network of its own. */
  readonly transport: Transport
  /** The authority (PEM) of the run's certificates, where an origin speaks TLS: what a target with its own network has to trust. */
  readonly trust?: string | undefined
  /** For targets with the vantage `client`: their own events; for programs what they did beside their calls. */
  record(event: ClientEvent | ProgramEvent): void
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
  /** Resolves when it can be called, for a target that takes a moment to start; calls begin then. */
  ready?(): Promise<void>
  /** Gives the outcome as a value. What it throws is taken down as a failure without a class. */
  chat(call: TargetCall): Promise<CallOutcome>
  /** Yields the content as it comes and returns the outcome. */
  stream?(call: TargetCall): AsyncGenerator<string, CallOutcome>
  /** Permits to be in flight that are out, for targets that count them; asked when the target was closed. */
  permitsHeld?(): number
  close(): Promise<void>
}

/** Somebody else's client, as it stands here: for whoever reads what is said of it. */
export interface TargetAbout {
  /** The npm package, or the program. */
  readonly package: string
  /** As it is installed here; null if it is not. */
  readonly version: () => string | null
  readonly language: string
  /** The time limit of one attempt that it runs with, in ms; null if it knows none. */
  readonly timeoutMs: number | null
  /** Which option sets that limit, where that is documented, and what it is unless set. */
  readonly timeoutOption: string
  /** What else it was told, and where its own documents recommend that. */
  readonly configuration: string
}

/** What it takes that a call is answered: nothing but one attempt, another attempt, or another model. */
export const answeredAfter = ['one-attempt', 'retries', 'fallback'] as const
export type AnsweredAfter = (typeof answeredAfter)[number]

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
  /** How far it promises to go for an answer. Only scenarios that are answered by then hold it to their share of answers. */
  readonly answersAfter?: AnsweredAfter
  readonly about?: TargetAbout
  /** Rules of its own, beside those of the catalogue. */
  readonly rules?: readonly Invariant[]
  /** Rules beyond its vantage that it can be held to all the same, by name. */
  readonly alsoShows?: readonly string[]
  /**
   * Each call is made by a process of its own: it remembers nothing of other calls, and what reaches the upstream without a
   * marker while it runs alone is its doing.
   */
  readonly oneRunPerCall?: boolean
  /** It knows the first endpoint's base URL and key alone; whether it could fail over to others stays unknown. */
  readonly oneBaseURL?: boolean
  /** Rules that it promises nothing of, each with why: they stay unknown, and it is not blamed by them. */
  readonly notHeldTo?: Readonly<Record<string, string>>
  /** `status-and-headers`: it hands bodies on to its caller, and cannot know what they say of an error. */
  readonly reads?: 'status-and-headers'
  /** False: each model is a place of its own to it, and that two of them share a key, it cannot know. */
  readonly knowsKeys?: false
  /**
   * `own`: it uses the clock, the chances and the network of this process, by its own means; worlds with real sockets play it,
   * and the virtual world, which lends the process others. `process`: it is a process of its own, and needs real sockets.
   */
  readonly network?: 'own' | 'process'
  /** A call may take so long by its time limits and retries alone, in ms: in real time the driver waits for it as long. */
  readonly longestCallMs?: number
  /** Before a run begins: what takes time and is no part of it. Rejects with an Error that says what is missing. */
  prepare?(): Promise<void>
  open(setup: TargetSetup): OpenTarget
}

export function defineTarget<const Definition extends Target>(definition: Definition): Definition {
  return definition
}
