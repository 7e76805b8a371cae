import type { ChatMessage } from '../../protocol/chat.ts'
import type { TargetEndpoint } from '../../targets/index.ts'

/** Where a client under test finds its provider: an upstream on 127.0.0.1 that plays the bad day. */
export interface RehearsalPlace {
  /** The chain of models, in the order in which a client is to try them; all at one place unless the scenario says more. */
  readonly endpoints: readonly TargetEndpoint[]
  /** Of the first endpoint; ends in `/v1`. */
  readonly baseURL: string
  /** Of the first endpoint. Made up, and good nowhere else. */
  readonly apiKey: string
  /** Of the first endpoint. */
  readonly model: string
  /** How long the caller waits for an answer, in ms; null where the scenario does not say. */
  readonly deadlineMs: number | null
}

/** One call, as an application's own code would make it. */
export interface RehearsalCall {
  /** From 0. */
  readonly call: number
  /**
   * What to send. The last user message ends in the call's marker (`[[call:3]]`), by which the judge knows whose a request
   * is: send it on as it stands.
   */
  readonly messages: readonly ChatMessage[]
  /** The last user message alone, with its marker: for clients that write the other messages themselves. */
  readonly question: string
  /** Aborted when the caller gives up. */
  readonly signal: AbortSignal
  /** `max_tokens` of the request, where the scenario wants one. */
  readonly maxTokens?: number
}

/** The text of the answer; with the model that gave it, where the client says which. */
export type RehearsalAnswer = string | { readonly text: string; readonly model?: string | null }

/** A call that fails rejects, as it would in the application. A stream that breaks off throws. */
export interface RehearsedClient<Call = RehearsalCall> {
  chat(call: Call): Promise<RehearsalAnswer>
  /** Pieces of the answer's text, as they come. Without it, scenarios with streams are refused. */
  stream?(call: Call): AsyncIterable<string>
  close?(): Promise<void> | void
}

/** Makes the client that all calls of a run share: for clients that remember something from call to call. */
export interface ClientOpener {
  open(place: RehearsalPlace): RehearsedClient | Promise<RehearsedClient>
}

/**
 * A client under test: a function that is called for each call, an object with `chat` (and `stream`), or what opens such an
 * object once a run. (A `Target` is taken as well, and is not in this union: the parameters of a literal would lose their
 * types.)
 */
export type ClientUnderTest =
  | ((call: RehearsalCall & RehearsalPlace) => Promise<RehearsalAnswer>)
  | RehearsedClient<RehearsalCall & RehearsalPlace>
  | ClientOpener
