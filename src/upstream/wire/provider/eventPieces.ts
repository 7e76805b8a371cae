/**
 * Cuts the body of an event stream behind each event, whatever pieces it came in: faults bend events, one a step. A piece
 * may end within a letter, so it is bytes that are looked at; both line ends count (WHATWG HTML, section 9.2.6).
 */
export class EventPieces {
  #rest: Buffer = Buffer.alloc(0)

  /** The events that end in these bytes, each with its empty line. */
  push(bytes: Uint8Array): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes])
    const events: Buffer[] = []
    for (let end = endOfEvent(this.#rest); end > 0; end = endOfEvent(this.#rest)) {
      events.push(this.#rest.subarray(0, end))
      this.#rest = this.#rest.subarray(end)
    }
    return events
  }

  /** What came behind the last event. */
  rest(): Buffer {
    return this.#rest
  }
}

/** Behind the first empty line; 0 where there is none yet. */
function endOfEvent(bytes: Buffer): number {
  const ends = ['\n\n', '\r\n\r\n'].flatMap((line) => {
    const at = bytes.indexOf(line)
    return at < 0 ? [] : [at + line.length]
  })
  return ends.length === 0 ? 0 : Math.min(...ends)
}
