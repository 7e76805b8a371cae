import type { ChatMessage } from '../../protocol/chat.ts'
import type { CallSample } from '../../bench/sample.ts'

/** One call as the load makes it. */
export interface BenchCall {
  readonly call: number
  /** The model to ask first. */
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly maxTokens: number
  readonly stream: boolean
  /** Aborted when the run is stopped and its grace is over. */
  readonly signal: AbortSignal
}

/**
 * What a client can say of its call; the load adds when it was due, and which call it was. Its instants are what the clock
 * of the run shows (`clock.now()`): the load counts them from the run's start, and rounds them.
 */
export type MeasuredCall = Omit<
  CallSample,
  'type' | 'warmUp' | 'call' | 'series' | 'pair' | 'prompt' | 'dueMs' | 'startedMs'
>

/** A client that is measured. It never rejects: a call that fails is a measurement. */
export interface BenchClient {
  call(call: BenchCall): Promise<MeasuredCall>
  /** Ends all that is out, as `cancelled`: for a client that asks no call for its signal, which costs more than some calls. */
  cancel?(): void
  close(): Promise<void>
}
