/** What WHATWG HTML sections 9.2.5 and 9.2.6 make of a stream, word by word: slow, and with nothing of a parser in it. */
export interface ReferenceEvent {
  readonly type: string
  readonly data: string
}

/** The whole stream as bytes; what no empty line ends is discarded. */
export function whatwgEvents(bytes: Uint8Array): ReferenceEvent[] {
  // "UTF-8 decode": strips one byte order mark.
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/)
  // What follows the last end of line is no line.
  lines.pop()
  const events: ReferenceEvent[] = []
  let dataBuffer = ''
  let typeBuffer = ''
  for (const line of lines) {
    if (line === '') {
      if (dataBuffer !== '')
        events.push({ type: typeBuffer === '' ? 'message' : typeBuffer, data: dataBuffer.slice(0, -1) })
      dataBuffer = ''
      typeBuffer = ''
      continue
    }
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') typeBuffer = value
    if (field === 'data') dataBuffer += `${value}\n`
  }
  return events
}
