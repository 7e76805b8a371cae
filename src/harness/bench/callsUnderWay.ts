import type { CallSample } from '../../bench/sample.ts'
import { markMessages } from '../../protocol/callMarker.ts'
import { createRandom, type Random } from '../../runtime/index.ts'
import { callPlace } from './callPlace.ts'
import type { MeasuredCall } from './benchClient.ts'
import type { Driving } from './driving.ts'
import { placedSample } from './placedSample.ts'
import { droppedCall, rounded, unsettledCall } from './unmeasured.ts'
import { UnderWay } from './underWay.ts'
import { withUniquePrefix } from './uniquePrefix.ts'

/** Makes calls, and hands a sample of each to the sink when it ends. Holds those that are out, and no other. */
export class CallsUnderWay {
  readonly #driving: Driving
  readonly #random: Random
  /** The clock's instant that is 0 in the records. */
  readonly #originMs: number
  readonly #out = new Set<UnderWay>()
  #onNone: (() => void) | undefined
  #isCancelled = false
  begun = 0
  dropped = 0
  cancelled = 0
  /** The first error that a client threw where it owed a measurement: a bug, which ends the run. */
  bug: { readonly error: unknown } | undefined

  constructor(driving: Driving, originMs: number) {
    this.#driving = driving
    this.#random = createRandom(driving.plan.seed)
    this.#originMs = originMs
  }

  get inFlight(): number {
    return this.#out.size
  }

  /** In whole microseconds, as instants of a load are: the last bit of a difference must not make a call wait for ever. */
  elapsedMs(): number {
    return rounded(this.#driving.clock.now() - this.#originMs)
  }

  /** Resolves with the measurement when the call is over; never rejects. */
  start(call: number, dueMs: number): Promise<MeasuredCall | undefined> {
    const { plan, client } = this.#driving
    const { model, prompt } = callPlace(plan, call)
    const { maxTokens, maxTokensEach, stream, prompts } = plan.workload
    const underWay = new UnderWay(call, dueMs, this.elapsedMs(), {
      model: model.id,
      messages: this.#messages(prompts[prompt]!, call),
      maxTokens: maxTokensEach?.[prompt] ?? maxTokens,
      stream,
    })
    this.#out.add(underWay)
    this.begun += 1
    return client.call(underWay).then(
      (measured) => this.#ended(underWay, measured),
      (error: unknown) => {
        this.bug ??= { error }
        this.#forget(underWay)
        return undefined
      },
    )
  }

  /** The call was due, and too many were out. */
  drop(call: number, dueMs: number): void {
    this.dropped += 1
    this.#record({ call, dueMs, startedMs: null }, droppedCall)
  }

  /** Aborts what is out: from now on that is `cancelled`, unless it was answered. */
  cancel(): void {
    this.#isCancelled = true
    const reason = new DOMException('the benchmark was stopped', 'AbortError')
    for (const underWay of this.#out) underWay.abort(reason)
    this.#driving.client.cancel?.()
  }

  /** Takes down what does not end, whatever its client does with it later. */
  giveUp(): void {
    for (const underWay of Array.from(this.#out)) this.#ended(underWay, unsettledCall(this.#driving.clock.now()))
  }

  /** Resolves when nothing is out any more. */
  none(): Promise<void> {
    if (this.#out.size === 0) return Promise.resolve()
    return new Promise((resolve) => (this.#onNone = resolve))
  }

  #messages(prompt: Driving['plan']['workload']['prompts'][number], call: number) {
    const { plan } = this.#driving
    const messages = plan.workload.cache === 'unique' ? withUniquePrefix(prompt, call, this.#random) : prompt
    // The mock deals its faults by it: the same call meets the same ones, whenever it comes.
    return plan.baseURL === null ? markMessages(messages, call) : messages
  }

  #ended(underWay: UnderWay, measured: MeasuredCall): MeasuredCall {
    if (!this.#out.has(underWay)) return measured
    const outcome = this.#isCancelled && measured.outcome === 'failed' ? 'cancelled' : measured.outcome
    if (outcome === 'cancelled') this.cancelled += 1
    this.#record(underWay, outcome === measured.outcome ? measured : { ...measured, outcome })
    this.#forget(underWay)
    return measured
  }

  #forget(underWay: UnderWay): void {
    this.#out.delete(underWay)
    if (this.#out.size === 0) this.#onNone?.()
  }

  #record(place: Pick<CallSample, 'call' | 'dueMs' | 'startedMs'>, measured: MeasuredCall): void {
    const { plan, sink } = this.#driving
    sink.add(placedSample(plan, place, measured, this.#originMs))
  }
}
