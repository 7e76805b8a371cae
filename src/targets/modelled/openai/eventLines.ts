/** One event of a stream, as the SDK's `SSEDecoder` gives it. */
export interface SentEvent {
  readonly event: string | null
  readonly data: string
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** The SDK's `LineDecoder` and `SSEDecoder`: lines end with LF, CR or both; an event ends with an empty line. */
export class EventLines {
  readonly #decoder = new TextDecoder()
  #rest: Uint8Array = new Uint8Array()
  /** The last piece ended with a CR: an LF that follows belongs to it. */
  #skipsLineFeed = false
  #event: string | null = null
  #data: string[] = []

  push(piece: Uint8Array): SentEvent[] {
    let bytes: Uint8Array = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    if (this.#skipsLineFeed && bytes.length > 0) {
      if (bytes[0] === lineFeed) bytes = bytes.subarray(1)
      this.#skipsLineFeed = false
    }
    const events: SentEvent[] = []
    let from = 0
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) continue
      const line = this.#decoder.decode(bytes.subarray(from, at))
      if (bytes[at] === carriageReturn) {
        if (at + 1 === bytes.length) this.#skipsLineFeed = true
        else if (bytes[at + 1] === lineFeed) at += 1
      }
      from = at + 1
      this.#line(line, events)
    }
    this.#rest = bytes.subarray(from)
    return events
  }

  /** A last event counts without its empty line. */
  end(): SentEvent[] {
    const events: SentEvent[] = []
    if (this.#rest.length > 0) this.#line(this.#decoder.decode(this.#rest), events)
    this.#line('', events)
    return events
  }

  #line(line: string, events: SentEvent[]): void {
    if (line !== '') {
      if (line.startsWith(':')) return
      const colon = line.indexOf(':')
      const field = colon === -1 ? line : line.slice(0, colon)
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'event') this.#event = value
      else if (field === 'data') this.#data.push(value)
      return
    }
    // Nothing is given for an event without a name and without data.
    if ((this.#event ?? '') === '' && this.#data.length === 0) return
    events.push({ event: this.#event, data: this.#data.join('\n') })
    this.#event = null
    this.#data = []
  }
}
