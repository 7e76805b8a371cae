import type { Recording, RecordedExchange, RecordingHead } from './recording.ts'

/** A line that is no JSON. */
export class LineNotJson extends Error {
  override readonly name = 'LineNotJson'
  readonly line: number

  constructor(line: number, cause: Error) {
    super(cause.message, { cause })
    this.line = line
  }
}

/**
 * The lines of a recording as they stand there, unchecked: for recordings that come along, and for `checkRecording`. A
 * last line without its line break is torn: whoever recorded was stopped while writing it, and it counts for nothing.
 * Throws `LineNotJson`.
 */
export function parseRecording(text: string): Recording {
  const lines = text.split('\n')
  const torn = lines.pop() !== ''
  const [head, ...exchanges] = lines.map((line, index) => parsedLine(line, index + 1))
  return { head: head as RecordingHead, exchanges: exchanges as RecordedExchange[], torn }
}

function parsedLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new LineNotJson(number, error as Error)
  }
}
