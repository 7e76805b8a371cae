import type { BenchCall } from './benchClient.ts'

/** A call that is out, as its client sees it. */
export class UnderWay implements BenchCall {
  readonly call: number
  readonly dueMs: number
  readonly startedMs: number
  readonly model: string
  readonly messages: BenchCall['messages']
  readonly maxTokens: number
  readonly stream: boolean
  /** Made when somebody asks for it: a controller and a signal cost more than the rest of a call. */
  #controller: AbortController | undefined
  #reason: Error | undefined

  constructor(
    call: number,
    dueMs: number,
    startedMs: number,
    { model, messages, maxTokens, stream }: Omit<BenchCall, 'call' | 'signal'>,
  ) {
    this.call = call
    this.dueMs = dueMs
    this.startedMs = startedMs
    this.model = model
    this.messages = messages
    this.maxTokens = maxTokens
    this.stream = stream
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  abort(reason: Error): void {
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}
