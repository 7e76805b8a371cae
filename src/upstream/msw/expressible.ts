import type { RecordedExchange } from '../../protocol/recording/recording.ts'
import { catalogue, faultOf, UnknownFault, type FaultSpec, type Script } from '../../faults/index.ts'

/** Says why MSW cannot play a fault with these options, or undefined if it can. */
type Verdict = (options: FaultSpec) => string | undefined

const played: Verdict = () => undefined
const because =
  (reason: string): Verdict =>
  () =>
    reason

const eachConnects = because('it answers above the socket: each connection comes about')
const noHttp2 = because('it answers in HTTP/1.1')
const noHandshake = because('it answers above the socket and has no TLS handshake')

/** Statuses whose answer may have no body; the Fetch standard's Response takes none with them. */
const bodilessStatuses = new Set([204, 205, 304])

/**
 * What MSW can play. A fault without an entry does not compile, and a test holds the table against the catalogue.
 *
 * Cuts are refused although MSW can break a body off: what it then does to the socket is its own affair, neither the
 * FIN nor the RST that the script asks for (a body of unknown length just ends, as if it were whole), and behind
 * `getResponse` there is no socket at all. A stall is played,
 * because a body that stays open is the same in every form (see `MswSocket` for the framing that it needs).
 */
export const expressible: Readonly<Record<keyof typeof catalogue, Verdict>> = {
  badChunk: because('Fetch has no chunks: it writes them itself'),
  closeDelimited: because('it frames each body itself'),
  connectionRefused: eachConnects,
  connectionReset: eachConnects,
  connectTimeout: eachConnects,
  contentLength: because('it would have to send a body that breaks its own headers'),
  continueNever: because('Fetch does not know 100 Continue'),
  dnsFailure: eachConnects,
  emptyReply: because('it has no socket that could send a FIN instead of an answer'),
  errorInSuccess: played,
  errorPage: played,
  halfClose: eachConnects,
  hugeHeaders: because('a Response has headers, not the bytes of a head'),
  http2Goaway: noHttp2,
  http2ResetStream: noHttp2,
  invalidApiKey: played,
  invalidJson: played,
  keyRequired: played,
  latency: played,
  limitData: because('it has no socket that could send a FIN or an RST in the middle of a body'),
  malformedHead: because('a Response has headers, not the bytes of a head'),
  missingDone: played,
  modelNotFound: played,
  noCloseNotify: noHandshake,
  noContent: played,
  noHeaders: played,
  overloaded: played,
  pace: played,
  playback: ({ exchanges = [] }) => becauseOfRecorded(exchanges as readonly RecordedExchange[]),
  providerAnswer: played,
  quota: played,
  quotaExhausted: played,
  usage: played,
  rateLimit: played,
  redirect: played,
  resetPeer: because('it has no socket that could send an RST'),
  serverError: played,
  slicer: played,
  slowHeaders: because('a Response has headers, not the bytes of a head'),
  staleKeepAlive: because('it shows requests, never connections'),
  stall: played,
  status: ({ status }) => becauseOfStatus(Number(status)),
  streamError: played,
  streamFraming: played,
  structuredAnswer: played,
  tlsClientCertificate: noHandshake,
  blankLines: played,
  buffering: played,
  contentEncoding: played,
  finishReason: played,
  jsonForStream: played,
  keepAlive: played,
  largeEvent: played,
  streamForJson: played,
  streamShape: played,
  tlsExpired: noHandshake,
  tlsHandshake: noHandshake,
  tlsNoSharedCipher: noHandshake,
  tlsNotYetValid: noHandshake,
  tlsOldProtocol: noHandshake,
  tlsPlainHttp: noHandshake,
  tlsSelfSigned: noHandshake,
  tlsUntrustedRoot: noHandshake,
  tlsWrongHost: noHandshake,
}

function becauseOfStatus(status: number): string | undefined {
  return status >= 200 && status <= 599 && !bodilessStatuses.has(status)
    ? undefined
    : `a Response with status ${status} and a body does not exist (Fetch standard, section 5.5)`
}

function becauseOfRecorded(exchanges: readonly RecordedExchange[]): string | undefined {
  const cut = exchanges.find(({ ended }) => ended.how === 'reset' || ended.how === 'fin')
  if (cut !== undefined)
    return `it has no socket that could send the ${cut.ended.how === 'fin' ? 'FIN' : 'RST'} of recorded exchange ${cut.exchange}`
  return exchanges.flatMap(({ response }) => becauseOfStatus(response?.status ?? 200) ?? [])[0]
}

/** A script asks for something that only a socket can do. Nothing is imitated: play it on the loopback world. */
export class MswCannotExpress extends Error {
  override readonly name = 'MswCannotExpress'
  /** The fault's type, or `tls` for an origin that is to speak TLS without any fault. */
  readonly fault: string
  readonly reason: string
  /** Where it can be played. */
  readonly world = 'loopback'

  constructor(fault: string, reason: string) {
    super(`MSW cannot express ${fault}: ${reason}; play it on the loopback world`)
    this.fault = fault
    this.reason = reason
  }
}

/** The first thing in a script that MSW cannot play. Throws `UnknownFault` as `decide` does, only earlier. */
export function inexpressible(script: Script): MswCannotExpress | undefined {
  for (const { tls = false, rules = [] } of Object.values(script.origins ?? {})) {
    for (const { fault } of rules) {
      if (faultOf(fault).on !== 'connection')
        throw new UnknownFault(`${fault.type} bends exchanges: it belongs under a model`)
      const reason = verdictOn(fault)
      if (reason !== undefined) return new MswCannotExpress(fault.type, reason)
    }
    if (tls) return new MswCannotExpress('tls', 'it answers above the socket and has no TLS handshake')
  }
  for (const { fault } of Object.values(script.models).flat()) {
    const reason = verdictOn(fault)
    if (reason !== undefined) return new MswCannotExpress(fault.type, reason)
  }
  return undefined
}

/** Why MSW cannot play this script, in one sentence that names the loopback world; undefined if it can. */
export function mswRefusal(script: Script): string | undefined {
  return inexpressible(script)?.message
}

function verdictOn(fault: FaultSpec): string | undefined {
  const { type } = faultOf(fault)
  // The table's keys are the catalogue's names; what a fault of the user does above or below HTTP, nobody has said.
  if (!Object.hasOwn(expressible, type)) return 'it is a fault of your own, of which MSW knows nothing'
  return expressible[type as keyof typeof catalogue](fault)
}
