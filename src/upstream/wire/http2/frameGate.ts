import { frameHeaderBytes } from './frames.ts'

/**
 * The way out of a session of node:http2: its frames pass whole, others can be put between them, and those of a stream
 * that is over are dropped. Node itself cannot reset a stream or go away without ending it first.
 */
export class FrameGate {
  readonly #send: (bytes: Buffer) => void
  readonly #closedStreams = new Set<number>()
  #rest: Buffer = Buffer.alloc(0)
  #isShut = false
  #lastStream = Infinity

  constructor(send: (bytes: Buffer) => void) {
    this.#send = send
  }

  /** What the session writes; frames that are not whole yet wait. */
  push(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const passed: Buffer[] = []
    for (let frame = this.#nextFrame(); frame !== undefined; frame = this.#nextFrame()) {
      if (!this.#isShut && !this.#closedStreams.has(streamOf(frame))) passed.push(frame)
    }
    if (passed.length > 0) this.#send(passed.length === 1 ? passed[0]! : Buffer.concat(passed))
  }

  inject(frame: Buffer): void {
    if (!this.#isShut) this.#send(frame)
  }

  /** Nothing of this stream passes any more. */
  closeStream(stream: number): void {
    this.#closedStreams.add(stream)
  }

  /** Streams above this one are not looked at: GOAWAY has said so. */
  goesAwayAfter(stream: number): void {
    this.#lastStream = Math.min(this.#lastStream, stream)
  }

  takes(stream: number): boolean {
    return stream <= this.#lastStream
  }

  /** Nothing passes any more. */
  shut(): void {
    this.#isShut = true
  }

  #nextFrame(): Buffer | undefined {
    if (this.#rest.length < frameHeaderBytes) return undefined
    const length = frameHeaderBytes + this.#rest.readUIntBE(0, 3)
    if (this.#rest.length < length) return undefined
    const frame = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return frame
  }
}

/** The highest bit is reserved. */
function streamOf(frame: Buffer): number {
  return frame.readUInt32BE(5) & 0x7fff_ffff
}
