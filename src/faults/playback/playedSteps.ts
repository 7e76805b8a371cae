import type { ResponseTruth } from '../../history/index.ts'
import { bytesOf, inTenths, type RecordedExchange } from '../../protocol/recording/recording.ts'
import { data, end, fin, hang, head, reset, wait, type Step } from '../steps.ts'
import { recordedAnswer } from './recordedAnswer.ts'
import { movedInstants, recordedWait } from './recordedWait.ts'

/** `hang`: what would have come after the client left nobody knows, so nothing more comes. */
const stepOfEnding = { complete: end, reset, fin, 'client-left': hang }

/** A recorded exchange as steps, each at its time; `epochMs` is the wall time now, for instants in headers. */
export function* playedSteps(recorded: RecordedExchange, epochMs: number): Iterable<Step> {
  const { response, chunks, ended } = recorded
  let playedMs = 0
  const waitUntil = function* (atMs: number): Iterable<Step> {
    const ms = inTenths(atMs - playedMs)
    playedMs = atMs
    if (ms > 0) yield wait(ms)
  }
  if (response !== null) {
    const { class: meaning, pieces } = recordedAnswer(recorded)
    const headers = movedInstants(response.headers, epochMs - zeroOf(recorded))
    const waitMs = meaning === 'ok' ? undefined : recordedWait(headers, epochMs)
    yield* waitUntil(response.atMs)
    yield head(response.status, withTrueLength(headers, recorded), truthOf(meaning, waitMs))
    for (const [index, chunk] of chunks.entries()) {
      yield* waitUntil(chunk.atMs)
      yield data(bytesOf(chunk), pieces[index])
    }
  }
  if (ended.how !== 'client-left') yield* waitUntil(ended.atMs)
  yield stepOfEnding[ended.how]
}

/** The instant of the request by the provider's own clock, if it told: who is wrong in one date is wrong in both. */
function zeroOf({ epochMs, response }: RecordedExchange): number {
  const dateMs = Date.parse(response?.headers['date'] ?? '')
  if (Number.isNaN(dateMs)) return epochMs
  const skewMs = dateMs - (epochMs + response!.atMs)
  // Dates are whole seconds: less is no skew.
  return Math.abs(skewMs) < 2_000 ? epochMs : epochMs + skewMs
}

function truthOf(meaning: ResponseTruth['class'], waitMs: number | undefined): ResponseTruth {
  return waitMs === undefined ? { class: meaning } : { class: meaning, waitMs }
}

/** A length that is not the body's would break the connection in a way that nobody recorded. */
function withTrueLength(headers: Record<string, string>, { chunks, ended }: RecordedExchange): Record<string, string> {
  const promised = headers['content-length']
  if (promised === undefined) return headers
  const sent = chunks.reduce((sum, chunk) => sum + bytesOf(chunk).length, 0)
  // What was cut had more to come.
  if (ended.how !== 'complete' && Number(promised) > sent) return headers
  if (ended.how === 'complete') return { ...headers, 'content-length': String(sent) }
  const { 'content-length': _length, ...others } = headers
  return others
}
