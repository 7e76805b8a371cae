import type { ServerHttp2Stream, ServerStreamResponseOptions } from 'node:http2'
import type { Socket } from 'node:net'
import type { Http2Code } from '../../../faults/index.ts'
import type { Clock } from '../../../runtime/index.ts'
import type { ServerSocket } from '../../play.ts'
import type { FrameGate } from './frameGate.ts'
import { goawayFrame, rstStreamFrame } from './frames.ts'

export interface StreamWriterOptions {
  readonly clock: Clock
  readonly stream: ServerHttp2Stream
  readonly gate: FrameGate
  /** The TCP connection, for an RST. */
  readonly raw: Socket
  /** FIN, once all is sent. */
  readonly end: () => void
}

/**
 * What HTTP/2 does not have (RFC 9113 section 8.2.2), and the length, which it does not need: a body ends with its stream.
 * Most servers leave it out of what they make on the fly, and only without it a stream that is cancelled is silent.
 */
const notForHttp2 = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/** No Date, as on HTTP/1.1: the same script gives the same bytes. Node takes the option, its types do not know it. */
export const withoutDate: ServerStreamResponseOptions = { sendDate: false } as ServerStreamResponseOptions

/** node:http2 hands its frames out some turns of the loop after they were written; what breaks off comes after them. */
const beforeBreakMs = 5

/** One response as the frames of one stream. */
export class StreamWriter implements ServerSocket {
  readonly #options: StreamWriterOptions

  constructor(options: StreamWriterOptions) {
    this.#options = options
  }

  head(status: number, headers: Readonly<Record<string, string>>): void {
    const sent = Object.entries(headers).filter(([name]) => !notForHttp2.has(name.toLowerCase()))
    this.#options.stream.respond({ ':status': status, ...Object.fromEntries(sent) }, withoutDate)
  }

  data(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#options.stream.write(bytes)
  }

  end(): void {
    this.#options.stream.end()
  }

  /** RST of the whole connection. */
  reset(): void {
    this.#afterFrames(() => this.#options.raw.resetAndDestroy())
  }

  fin(): void {
    this.#afterFrames(() => {
      this.#options.gate.shut()
      this.#options.end()
    })
  }

  /** Never reached: a script that asks for it of an HTTP/2 origin is refused before it is played. */
  garbage(): never {
    throw new TypeError('bytes outside of all framing are HTTP/1.1')
  }

  goaway(code: Http2Code, processed: boolean): void {
    const { gate, stream } = this.#options
    const frame = goawayFrame(processed ? stream.id! : 0, code)
    gate.goesAwayAfter(processed ? stream.id! : 0)
    if (processed && code === 'NO_ERROR') gate.inject(frame)
    else
      this.#afterFrames(() => {
        gate.inject(frame)
        gate.shut()
      })
  }

  rstStream(code: Http2Code): void {
    const { gate, stream } = this.#options
    this.#afterFrames(() => {
      gate.inject(rstStreamFrame(stream.id!, code))
      gate.closeStream(stream.id!)
      stream.destroy()
    })
  }

  #afterFrames(work: () => void): void {
    const { clock, raw } = this.#options
    // Twice: a timer that is late may come before the loop looks at its sockets again, the one that it sets comes after.
    let timer = clock.timer(beforeBreakMs, () => {
      timer = clock.timer(beforeBreakMs, work)
    })
    raw.once('close', () => timer.cancel())
  }
}
