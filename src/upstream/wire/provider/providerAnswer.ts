import { classOfStatus, type Step } from '../../../faults/index.ts'
import { StreamedContent } from '../../../protocol/recording/streamedContent.ts'
import { TransportError, type Clock, type Transport, type TransportRequest } from '../../../runtime/index.ts'
import type { HealthyAnswer } from '../../healthyAnswer.ts'
import { responseHeaders } from '../recorder/forwardedHeaders.ts'
import { EventPieces } from './eventPieces.ts'

/** Far above what a model says, and little enough for many at a time. */
const largestBodyBytes = 4 * 1024 * 1024

/** A provider's answer to one request, as steps with its own timing. */
export class ProviderAnswer implements HealthyAnswer {
  readonly steps: Step[] = []
  isWhole = false
  readonly #request: TransportRequest
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #leaving = new AbortController()
  #begunAtMs: number | undefined
  #toldMs = 0
  #bytes = 0
  #go: (() => void) | undefined

  constructor(request: TransportRequest, transport: Transport, clock: Clock) {
    this.#request = request
    this.#transport = transport
    this.#clock = clock
  }

  begin(): void {
    if (this.#begunAtMs !== undefined) return
    this.#begunAtMs = this.#clock.now()
    void this.#forward()
  }

  onMore(go: () => void): void {
    this.#go = go
  }

  leave(): void {
    this.#leaving.abort(new Error('nobody waits for this answer any more'))
  }

  /** Never rejects: whatever becomes of the request is a step. */
  async #forward(): Promise<void> {
    try {
      const {
        status,
        headers: given,
        body,
      } = await this.#transport.send(this.#request, {
        signal: this.#leaving.signal,
      })
      const headers = responseHeaders(given)
      const isGood = status >= 200 && status < 300
      this.#add({ do: 'head', status, headers, truth: { class: isGood ? 'ok' : classOfStatus(status) } })
      if (isGood && isEventStream(headers)) await this.#stream(body)
      else await this.#document(body, isGood)
      this.#end({ do: 'end' })
    } catch (error) {
      this.#end(error instanceof TransportError && error.kind === 'closed' ? { do: 'fin' } : { do: 'reset' })
    }
  }

  async #stream(body: AsyncIterable<Uint8Array>): Promise<void> {
    const events = new EventPieces()
    const content = new StreamedContent()
    let isFinished = false
    const read = (bytes: Buffer) => {
      const { text, finishes, answers } = content.read(bytes)
      // The finish reason, and not `[DONE]` behind it.
      const finish = finishes && !isFinished
      isFinished ||= finishes
      const goesOn = answers && text === ''
      this.#add({
        do: 'data',
        bytes,
        ...(text === '' ? {} : { text }),
        ...(finish ? { finish } : {}),
        ...(goesOn ? { goesOn } : {}),
      })
    }
    for await (const bytes of body) {
      this.#count(bytes)
      for (const event of events.push(bytes)) read(event)
    }
    if (events.rest().length > 0) read(events.rest())
  }

  /** In one step: faults read it as a whole. */
  async #document(body: AsyncIterable<Uint8Array>, isGood: boolean): Promise<void> {
    const pieces: Uint8Array[] = []
    for await (const bytes of body) {
      this.#count(bytes)
      pieces.push(bytes)
    }
    const bytes = Buffer.concat(pieces)
    if (bytes.length > 0) this.#add({ do: 'data', bytes, ...(isGood ? { text: contentIn(bytes), finish: true } : {}) })
  }

  #count({ length }: Uint8Array): void {
    this.#bytes += length
    if (this.#bytes > largestBodyBytes) throw new Error('the answer is larger than an answer is')
  }

  #add(step: Step): void {
    const elapsedMs = this.#clock.now() - this.#begunAtMs!
    this.steps.push({ do: 'wait', ms: elapsedMs - this.#toldMs }, step)
    this.#toldMs = elapsedMs
    this.#tell()
  }

  #end(step: Step): void {
    this.isWhole = true
    if (this.#leaving.signal.aborted) return
    this.#add(step)
    // Where it broke off, or grew too large, the request may still be out.
    if (step.do !== 'end') this.leave()
  }

  #tell(): void {
    const go = this.#go
    this.#go = undefined
    go?.()
  }
}

function isEventStream(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true && headers['content-encoding'] === undefined
}

function contentIn(bytes: Buffer): string {
  try {
    const { choices } = JSON.parse(bytes.toString()) as { choices?: readonly { message?: { content?: unknown } }[] }
    const content = choices?.[0]?.message?.content
    return typeof content === 'string' ? content : ''
  } catch {
    return ''
  }
}
