import { LoopbackHttp, type Clock, type LoopbackExchange } from '../../runtime/index.ts'
import { AnswerMemory } from './answerMemory.ts'
import { bareAnswer, bareBody, bareCancelled, bareFailure } from './bareAnswer.ts'
import type { BenchCall, BenchClient, MeasuredCall } from './benchClient.ts'

export interface SocketClientOptions {
  /** Of a server on this machine, ending in `/v1`. */
  readonly baseURL: string
  readonly apiKey: string
  /** The one that drives the load. */
  readonly clock: Clock
  readonly maxConnections: number
}

class Cancelled extends Error {}

/**
 * What `bareClient` asks, over plain sockets: the least that can be sent and read, for loads that a general HTTP client is too
 * slow to make. The request of the same messages is written out once.
 */
export class SocketClient implements BenchClient {
  readonly clock: Clock
  readonly #http: LoopbackHttp
  readonly #head: string
  readonly #answers = new AnswerMemory()
  readonly #requests = new WeakMap<BenchCall['messages'], { readonly of: BenchCall; readonly bytes: Buffer }>()

  constructor({ baseURL, apiKey, clock, maxConnections }: SocketClientOptions) {
    const { origin, pathname } = new URL(baseURL)
    this.clock = clock
    this.#http = new LoopbackHttp(origin, { maxConnections })
    this.#head = [
      `POST ${pathname}/chat/completions HTTP/1.1`,
      `host: ${this.#http.host}`,
      'content-type: application/json',
      `authorization: Bearer ${apiKey}`,
      'content-length: ',
    ].join('\r\n')
  }

  call(call: BenchCall): Promise<MeasuredCall> {
    return new Promise((resolve, reject) => {
      this.#http.send(new SocketCall(call, this.#requestOf(call), this.#answers, this.clock, resolve, reject))
    })
  }

  cancel(): void {
    this.#http.cancel(new Cancelled('the calls were cancelled'))
  }

  close(): Promise<void> {
    this.#http.close()
    return Promise.resolve()
  }

  #requestOf(call: BenchCall): Buffer {
    const known = this.#requests.get(call.messages)
    if (known?.of.model === call.model && known.of.maxTokens === call.maxTokens) return known.bytes
    const body = bareBody(call)
    const bytes = Buffer.from(`${this.#head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
    this.#requests.set(call.messages, { of: call, bytes })
    return bytes
  }
}

class SocketCall implements LoopbackExchange {
  readonly request: Buffer
  readonly #call: BenchCall
  readonly #answers: AnswerMemory
  readonly #clock: Clock
  readonly #beganMs: number
  readonly #resolve: (measured: MeasuredCall) => void
  readonly #reject: (error: unknown) => void
  #sentMs: number

  constructor(
    call: BenchCall,
    request: Buffer,
    answers: AnswerMemory,
    clock: Clock,
    resolve: (measured: MeasuredCall) => void,
    reject: (error: unknown) => void,
  ) {
    this.request = request
    this.#call = call
    this.#answers = answers
    this.#clock = clock
    this.#resolve = resolve
    this.#reject = reject
    this.#beganMs = clock.now()
    this.#sentMs = this.#beganMs
  }

  onSent(): void {
    this.#sentMs = this.#clock.now()
  }

  onAnswer(status: number, body: Buffer): void {
    const endedMs = this.#clock.now()
    this.#resolve(bareAnswer(this.#answers.read(status, body), endedMs, this.#sentMs - this.#beganMs, this.#call))
  }

  onError(error: Error): void {
    const endedMs = this.#clock.now()
    if (error instanceof Cancelled) this.#resolve(bareCancelled(endedMs))
    else
      try {
        this.#resolve(bareFailure(error, endedMs))
      } catch (bug) {
        this.#reject(bug)
      }
  }
}
