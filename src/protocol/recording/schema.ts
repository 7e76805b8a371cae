import type * as Valibot from 'valibot'
import { recordedEndings, recordingFormat, type RecordedExchange, type RecordingHead } from './recording.ts'

type V = typeof Valibot

/** An entry for every field of the type and for no other. */
type Entries<Shape> = Record<keyof Shape, Valibot.GenericSchema>

/** A day: as long as a wait in a script may be. */
const longestMs = 86_400_000
const mostChunks = 100_000
const longestName = 1_000

const instant = (v: V) =>
  v.pipe(v.number(), v.minValue(0, 'milliseconds from 0'), v.maxValue(longestMs, 'milliseconds up to a day'))
const whole = (v: V) => v.pipe(v.number(), v.integer('a whole number from 0'), v.minValue(0, 'a whole number from 0'))
const short = (v: V) => v.pipe(v.string(), v.maxLength(longestName, `a text of at most ${longestName} characters`))
/** What no header may hold: it would begin another one. */
const header = (v: V) => v.pipe(short(v), v.regex(/^[^\r\n\0]*$/, 'a text without line breaks'))
const headerName = (v: V) => v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/, 'a name in lower case'))

/** The first line. valibot comes in as an argument: most commands read no recording and need not load it. */
export function headSchema(v: V) {
  return v.strictObject({
    schema: v.literal(recordingFormat),
    upstream: short(v),
    recordedAt: short(v),
    madeBy: short(v),
    text: v.picklist(['kept', 'filled']),
    note: v.exactOptional(short(v)),
  } satisfies Entries<RecordingHead>)
}

/** Every other line. */
export function exchangeSchema(v: V) {
  return v.strictObject({
    exchange: whole(v),
    epochMs: whole(v),
    request: v.strictObject({
      method: short(v),
      path: short(v),
      model: short(v),
      stream: v.boolean(),
      maxTokens: v.nullable(v.number()),
      messagesHash: v.nullable(short(v)),
      messages: v.exactOptional(v.unknown()),
    } satisfies Entries<RecordedExchange['request']>),
    response: v.nullable(
      v.strictObject({
        atMs: instant(v),
        status: v.pipe(
          v.number(),
          v.integer('a status from 200 to 599'),
          v.minValue(200, 'a status from 200 to 599'),
          v.maxValue(599, 'a status from 200 to 599'),
        ),
        headers: v.record(headerName(v), header(v)),
      } satisfies Entries<NonNullable<RecordedExchange['response']>>),
    ),
    chunks: v.pipe(
      v.array(
        v.union(
          [
            v.strictObject({ atMs: instant(v), text: v.string() }),
            v.strictObject({
              atMs: instant(v),
              base64: v.pipe(v.string(), v.base64('Base64')),
            }),
          ],
          'a piece like { "atMs": 12.5, "text": "…" } or { "atMs": 12.5, "base64": "…" }, its time from 0 to a day',
        ),
      ),
      v.maxLength(mostChunks, `at most ${mostChunks} pieces`),
    ),
    firstTokenMs: v.nullable(instant(v)),
    ended: v.strictObject({ how: v.picklist(recordedEndings), atMs: instant(v), code: v.exactOptional(short(v)) }),
  } satisfies Entries<RecordedExchange>)
}
