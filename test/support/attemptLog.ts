import type { EventOf, ExchangeView } from '../../src/history/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import type { Told } from './oneCall.ts'
import { spoilsOf, type Ended, type Try } from './policyModel.ts'

/** An attempt as the wire shows it. */
export interface LoggedAttempt extends Try {
  /** In which ways the client may have understood how it ended; empty for an answer. */
  readonly endings: readonly Ended[]
}

/** What a status says where the body says nothing; the others invite another try (docs/client.md). */
const classOfBareStatus: Readonly<Record<number, ErrorClass>> = {
  400: 'invalid_request',
  401: 'auth',
  402: 'quota_exhausted',
  403: 'permission',
  404: 'not_found',
  405: 'invalid_request',
  413: 'invalid_request',
  422: 'invalid_request',
}

/** The waits that OpenAI and Kimi name in their sentences (fixtures/provider-errors.json). */
const hintsMs = [579, 1_000, 69_696]

/** The attempts of the call, in order; what each ended in is read from the wire alone. */
export function attemptLog({ events, call }: Told): LoggedAttempt[] {
  return call.attemptsStarted.map((started, index) => {
    const nextSeq = call.attemptsStarted[index + 1]?.seq ?? Infinity
    const exchange = call.exchanges.find(({ started: { seq } }) => seq > started.seq && seq < nextSeq)
    const failed = events.find(
      (event): event is EventOf<'connection-failed'> =>
        event.type === 'connection-failed' && event.seq > started.seq && event.seq < nextSeq,
    )
    const { at: atMs } = started
    if (exchange === undefined) {
      const over = call.attemptsEnded.find(({ attempt }) => attempt === started.attempt)
      return { model: started.model!, atMs, endings: endingsWithoutExchange(over?.at ?? atMs, failed?.code) }
    }
    return { model: exchange.started.model, atMs: exchange.started.at, endings: endingsOf(exchange, call.ended?.at) }
  })
}

/** What a bad certificate is called; a handshake may also break in ways that pass. */
const certificateCode = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

/** Nobody listened, nobody was found, or nobody answered in time: where no connection came about the wire does not tell. */
function endingsWithoutExchange(atMs: number, code: string | undefined): Ended[] {
  if (code !== undefined) return [{ atMs, spoils: certificateCode.test(code) ? 'origin' : 'attempt' }]
  return [
    { atMs, spoils: 'refused' },
    { atMs, spoils: 'attempt' },
  ]
}

function endingsOf(exchange: ExchangeView, callEndedAtMs = Infinity): Ended[] {
  const { started, response, ended } = exchange
  const atMs = ended?.at ?? callEndedAtMs
  if (response === undefined) return [{ atMs, spoils: 'attempt' }]
  const { class: meaning } = response.truth
  if (meaning === 'ok') {
    if (ended?.finished === true) return []
    return [{ atMs, spoils: started.stream && ended?.text !== '' ? 'call' : 'attempt' }]
  }
  // The caller already has a part of the answer: nothing is replayed.
  if (started.stream && ended !== undefined && ended.text !== '') return [{ atMs, spoils: 'call' }]
  const askedUntilMs = askedUntil(exchange, atMs)
  const said: Ended = { atMs, spoils: spoilsOf(meaning), ...(askedUntilMs === undefined ? {} : { askedUntilMs }) }
  const mayHint = meaning === 'rate_limited' && askedUntilMs === undefined
  const hinted = mayHint ? hintsMs.map((hintMs) => ({ ...said, askedUntilMs: atMs + hintMs })) : []
  // A 403 that names the region or the model leaves the key alive; what it names, the wire does not tell.
  const perhaps: Ended[] = meaning === 'permission' ? [{ ...said, spoils: 'endpoint' }] : []
  if (ended?.how === 'complete') return [said, ...perhaps, ...hinted]
  // What was cut says what its status says, or that it was cut.
  const bare = classOfBareStatus[response.status]
  const half: Ended = { ...said, spoils: bare === undefined ? 'attempt' : spoilsOf(bare) }
  return [said, ...hinted, half, { atMs, spoils: 'attempt' }]
}

/** The instant until which the headers ask for patience; prose is another matter. */
function askedUntil({ started, response }: ExchangeView, atMs: number): number | undefined {
  const { truth, asked } = response!
  const value = asked['retry-after']
  if (truth.waitMs === undefined) return /^\d+$/.test(value ?? '') ? atMs + Number(value) * 1000 : undefined
  // Retry-After goes before whatever else stands beside it.
  const texts = value === undefined ? Object.values(asked) : [value]
  const isInstant = texts.some((text) => /:\d\d|^\d{9,}$/.test(text))
  return (isInstant ? started.at : atMs) + truth.waitMs
}
