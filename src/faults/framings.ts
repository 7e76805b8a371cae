import type { StreamEvent } from './streamEvents.ts'

/** Writes an event otherwise, so that it means the same. */
type Framing = (event: StreamEvent) => string

/** The ends of an event's lines, and of its empty line. Never CR before LF: the two would be one end (CRLF). */
const lineEnds = [
  ['\n', '\n'],
  ['\r', '\r'],
  ['\r\n', '\r\n'],
  ['\n', '\r'],
  ['\r\n', '\n'],
  ['\r', '\r\n'],
  ['\n', '\r\n'],
  ['\r\n', '\r'],
] as const

const floodOfComments = ': OPENROUTER PROCESSING\n\n:\n: data: {"choices":[]}\n'.repeat(20)

/** What may stand in an event beside its data, or mean nothing: each event is still a `message`. */
const otherFields = ['id: 7', 'retry: 10', 'event: message', 'x-trace: 1', 'nonsense', 'id'].join('\n')

/** The forms in which WHATWG HTML section 9.2.6 lets one and the same stream be written. */
export const framings = {
  cr: ({ written }) => written.replaceAll('\n', '\r'),
  crlf: ({ written }) => written.replaceAll('\n', '\r\n'),
  mixed: ({ written, nth }) => {
    const [line, empty] = lineEnds[nth % lineEnds.length]!
    return `${written.trimEnd()}${line}${empty}`
  },
  byteOrderMark: ({ written, nth }) => (nth === 0 ? `\uFEFF${written}` : written),
  multiLine: ({ written, chunk }) =>
    chunk === undefined ? written : `${dataLines(JSON.stringify(chunk, null, 1))}\n\n`,
  noSpace: ({ written }) => written.replace('data: ', 'data:'),
  comments: ({ written }) => `${floodOfComments}${written}`,
  otherFields: ({ written }) => `${otherFields}\n${written}`,
  emptyData: ({ written }) => `data:\n\ndata: \n\n${written}`,
  namedHeartbeats: ({ written }) => `event: ping\ndata: ping\n\nretry: 10\n\n${written}`,
} as const satisfies Record<string, Framing>

export type FramingName = keyof typeof framings
export const framingNames = Object.keys(framings) as FramingName[]

function dataLines(text: string): string {
  return text.replaceAll(/^/gm, 'data: ')
}
