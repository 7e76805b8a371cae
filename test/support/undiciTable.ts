import { expect } from 'vitest'
import { catalogue, type FaultSpec } from '../../src/faults/index.ts'
import { pieces, recorded } from './recorded.ts'

/** What our transport reports: a status with the number of body bytes, an error, or nothing until we leave. */
export type Met =
  | { status: number; bytes: number }
  | { phase: string; kind: string; code: string; bytes: number }
  | 'silence'

interface Expected {
  readonly fault: FaultSpec
  readonly stream?: true
  readonly meets: Met
}

export const status = (number: number) => ({ status: number, bytes: expect.any(Number) as number })
export const broken = (phase: string, kind: string, code: string, bytes = 0) => ({ phase, kind, code, bytes })
export const reset = (phase: string, bytes = 0) => broken(phase, 'reset', 'ECONNRESET', bytes)
const closed = (bytes: number) => broken('body', 'closed', 'UND_ERR_SOCKET', bytes)
const malformed = (phase: string, bytes = 0) => broken(phase, 'malformed', 'HTTPParserError', bytes)
export const badCertificate = (code: string) => broken('tls', 'tls', code)

/** Codes and phases as measured for undici 8 on Node 22, 24 and 26. */
export const expectedOf: Record<keyof typeof catalogue, Expected[]> = {
  connectionRefused: [{ fault: catalogue.connectionRefused({}), meets: broken('connect', 'refused', 'ECONNREFUSED') }],
  errorInSuccess: [{ fault: catalogue.errorInSuccess({}), meets: status(200) }],
  errorPage: [{ fault: catalogue.errorPage({ status: 522 }), meets: status(522) }],
  invalidApiKey: [{ fault: catalogue.invalidApiKey({}), meets: status(401) }],
  invalidJson: [{ fault: catalogue.invalidJson({}), meets: { status: 200, bytes: 73 } }],
  keyRequired: [{ fault: catalogue.keyRequired({}), meets: status(200) }],
  latency: [{ fault: catalogue.latency({ delayMs: 5 }), stream: true, meets: status(200) }],
  limitData: [
    { fault: catalogue.limitData({ bytes: 0 }), meets: { ...closed(0), bytes: expect.any(Number) as number } },
    { fault: catalogue.limitData({ bytes: 10 }), meets: closed(10) },
    { fault: catalogue.limitData({ bytes: 200 }), stream: true, meets: closed(200) },
    { fault: catalogue.limitData({ bytes: 10, ending: 'reset' }), meets: reset('body', 10) },
  ],
  missingDone: [{ fault: catalogue.missingDone({ finishReason: false }), stream: true, meets: status(200) }],
  modelNotFound: [{ fault: catalogue.modelNotFound({}), meets: status(404) }],
  noContent: [{ fault: catalogue.noContent({}), meets: status(200) }],
  structuredAnswer: [{ fault: catalogue.structuredAnswer({}), meets: status(200) }],
  noHeaders: [{ fault: catalogue.noHeaders({}), meets: 'silence' }],
  overloaded: [{ fault: catalogue.overloaded({}), meets: status(503) }],
  playback: [
    { fault: catalogue.playback({ exchanges: [recorded()] }), meets: status(200) },
    { fault: catalogue.playback({ exchanges: [recorded({ status: 402, body: pieces.quota })] }), meets: status(402) },
    {
      fault: catalogue.playback({ exchanges: [recorded({ stream: true, body: ['data: 1'], how: 'fin' })] }),
      stream: true,
      meets: closed(7),
    },
    { fault: catalogue.playback({ exchanges: [recorded({ headless: true, how: 'reset' })] }), meets: reset('headers') },
    { fault: catalogue.playback({ exchanges: [recorded({ body: [], how: 'client-left' })] }), meets: 'silence' },
    { fault: catalogue.playback({ exchanges: [] }), meets: status(500) },
  ],
  providerAnswer: [{ fault: catalogue.providerAnswer({ answer: 'minimax.balanceAs500' }), meets: status(500) }],
  pace: [{ fault: catalogue.pace({ ttftMs: 5, interTokenMs: 1 }), stream: true, meets: status(200) }],
  quota: [
    { fault: catalogue.quota({ rpm: 1 }), meets: status(200) },
    { fault: catalogue.quota({ tpm: 1 }), meets: status(429) },
  ],
  quotaExhausted: [{ fault: catalogue.quotaExhausted({}), meets: status(429) }],
  rateLimit: [{ fault: catalogue.rateLimit({ retryAfterSeconds: 1 }), meets: status(429) }],
  resetPeer: [
    { fault: catalogue.resetPeer({}), meets: reset('headers') },
    { fault: catalogue.resetPeer({ afterBytes: 0 }), meets: reset('body', 0) },
    { fault: catalogue.resetPeer({ afterBytes: 10 }), meets: reset('body', 10) },
    { fault: catalogue.resetPeer({ afterBytes: 200 }), stream: true, meets: reset('body', 200) },
  ],
  serverError: [{ fault: catalogue.serverError({}), meets: status(500) }],
  blankLines: [{ fault: catalogue.blankLines({ everyMs: 5, forMs: 10 }), meets: status(200) }],
  buffering: [{ fault: catalogue.buffering({ pieces: 4 }), stream: true, meets: status(200) }],
  contentEncoding: [
    { fault: catalogue.contentEncoding({ form: 'corruptGzip' }), meets: status(200) },
    { fault: catalogue.contentEncoding({ form: 'truncatedGzip' }), stream: true, meets: status(200) },
  ],
  finishReason: [{ fault: catalogue.finishReason({ reason: 'length', afterDeltas: 2 }), meets: status(200) }],
  jsonForStream: [{ fault: catalogue.jsonForStream({}), stream: true, meets: status(200) }],
  keepAlive: [{ fault: catalogue.keepAlive({ everyMs: 5, forMs: 10 }), stream: true, meets: status(200) }],
  largeEvent: [{ fault: catalogue.largeEvent({ bytes: 1_000_000 }), stream: true, meets: status(200) }],
  streamForJson: [{ fault: catalogue.streamForJson({}), meets: status(200) }],
  usage: [{ fault: catalogue.usage({ cachedInput: 9, reasoning: 2 }), meets: status(200) }],
  streamShape: [{ fault: catalogue.streamShape({ form: 'twoChoices' }), stream: true, meets: status(200) }],
  slicer: [{ fault: catalogue.slicer({ bytes: 20 }), meets: status(200) }],
  streamError: [{ fault: catalogue.streamError({}), stream: true, meets: status(200) }],
  streamFraming: [{ fault: catalogue.streamFraming({ form: 'cr' }), stream: true, meets: status(200) }],
  stall: [
    { fault: catalogue.stall({ bytes: 0 }), meets: 'silence' },
    { fault: catalogue.stall({ bytes: 10 }), stream: true, meets: 'silence' },
  ],
  status: [{ fault: catalogue.status({ status: 502 }), meets: status(502) }],
  badChunk: [
    { fault: catalogue.badChunk({ afterBytes: 10 }), meets: malformed('body', 10) },
    { fault: catalogue.badChunk({ afterBytes: 10, form: 'tooLong' }), meets: malformed('body', 13) },
  ],
  closeDelimited: [
    { fault: catalogue.closeDelimited({}), meets: status(200) },
    { fault: catalogue.closeDelimited({ cutAfterBytes: 10 }), meets: { status: 200, bytes: 10 } },
  ],
  connectTimeout: [{ fault: catalogue.connectTimeout({}), meets: 'silence' }],
  connectionReset: [
    // RST and request meet: whoever comes first decides what undici was at.
    {
      fault: catalogue.connectionReset({}),
      meets: { ...reset('connect'), phase: expect.stringMatching('^(connect|headers)$') as string },
    },
  ],
  contentLength: [
    { fault: catalogue.contentLength({ differsBy: 5 }), meets: { ...closed(0), bytes: expect.any(Number) as number } },
    { fault: catalogue.contentLength({ differsBy: 5, ending: 'hang' }), meets: 'silence' },
    { fault: catalogue.contentLength({ differsBy: -5 }), meets: status(200) },
  ],
  continueNever: [{ fault: catalogue.continueNever({}), meets: status(200) }],
  dnsFailure: [{ fault: catalogue.dnsFailure({}), meets: broken('dns', 'dns', 'ENOTFOUND') }],
  emptyReply: [{ fault: catalogue.emptyReply({}), meets: broken('headers', 'closed', 'UND_ERR_SOCKET') }],
  halfClose: [{ fault: catalogue.halfClose({}), meets: broken('headers', 'closed', 'UND_ERR_SOCKET') }],
  hugeHeaders: [
    { fault: catalogue.hugeHeaders({}), meets: broken('headers', 'malformed', 'UND_ERR_HEADERS_OVERFLOW') },
  ],
  malformedHead: [
    ...(['statusLine', 'notHttp', 'header', 'bareLineFeed'] as const).map((form) => ({
      fault: catalogue.malformedHead({ form }),
      meets: malformed('headers'),
    })),
    ...(['lengthAndChunked', 'twoLengths'] as const).map((form) => ({
      fault: catalogue.malformedHead({ form }),
      meets: broken('headers', 'malformed', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    })),
    ...(['switchingProtocols', 'cut'] as const).map((form) => ({
      fault: catalogue.malformedHead({ form }),
      meets: broken('headers', 'closed', 'UND_ERR_SOCKET'),
    })),
  ],
  noCloseNotify: [{ fault: catalogue.noCloseNotify({ afterBytes: 10 }), meets: closed(10) }],
  redirect: [{ fault: catalogue.redirect({}), meets: { status: 307, bytes: 0 } }],
  slowHeaders: [{ fault: catalogue.slowHeaders({ everyMs: 20 }), meets: 'silence' }],
  staleKeepAlive: [{ fault: catalogue.staleKeepAlive({}), meets: status(200) }],
  tlsClientCertificate: [
    { fault: catalogue.tlsClientCertificate({}), meets: broken('headers', 'closed', 'UND_ERR_SOCKET') },
  ],
  tlsHandshake: [
    { fault: catalogue.tlsHandshake({ fails: 'hang' }), meets: 'silence' },
    { fault: catalogue.tlsHandshake({ fails: 'reset' }), meets: reset('tls') },
    { fault: catalogue.tlsHandshake({ fails: 'close' }), meets: reset('tls') },
    { fault: catalogue.tlsHandshake({ fails: 'garbage' }), meets: badCertificate('ERR_SSL_DATA_LENGTH_TOO_LONG') },
  ],
  tlsNoSharedCipher: [
    { fault: catalogue.tlsNoSharedCipher({}), meets: badCertificate('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE') },
  ],
  tlsNotYetValid: [{ fault: catalogue.tlsNotYetValid({}), meets: badCertificate('CERT_NOT_YET_VALID') }],
  tlsOldProtocol: [
    { fault: catalogue.tlsOldProtocol({}), meets: badCertificate('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION') },
  ],
  tlsPlainHttp: [{ fault: catalogue.tlsPlainHttp({}), meets: badCertificate('ERR_SSL_WRONG_VERSION_NUMBER') }],
  tlsUntrustedRoot: [
    { fault: catalogue.tlsUntrustedRoot({}), meets: badCertificate('UNABLE_TO_VERIFY_LEAF_SIGNATURE') },
    { fault: catalogue.tlsUntrustedRoot({ chain: true }), meets: badCertificate('SELF_SIGNED_CERT_IN_CHAIN') },
  ],
  http2Goaway: [
    { fault: catalogue.http2Goaway({}), meets: broken('headers', 'closed', 'UND_ERR_INFO') },
    { fault: catalogue.http2Goaway({ processed: true }), meets: status(200) },
    {
      fault: catalogue.http2Goaway({ processed: true, code: 'PROTOCOL_ERROR' }),
      meets: broken('headers', 'closed', 'ERR_HTTP2_SESSION_ERROR'),
    },
    {
      fault: catalogue.http2Goaway({ code: 'PROTOCOL_ERROR' }),
      meets: broken('headers', 'closed', 'UND_ERR_SOCKET'),
    },
    {
      fault: catalogue.http2Goaway({ code: 'ENHANCE_YOUR_CALM', afterBytes: 10 }),
      meets: broken('body', 'closed', 'ERR_HTTP2_SESSION_ERROR', 10),
    },
  ],
  http2ResetStream: [
    { fault: catalogue.http2ResetStream({}), meets: broken('headers', 'reset', 'ERR_HTTP2_STREAM_ERROR') },
    {
      fault: catalogue.http2ResetStream({ code: 'INTERNAL_ERROR' }),
      meets: broken('headers', 'reset', 'ERR_HTTP2_STREAM_ERROR'),
    },
    { fault: catalogue.http2ResetStream({ code: 'CANCEL' }), meets: broken('headers', 'closed', 'UND_ERR_INFO') },
    { fault: catalogue.http2ResetStream({ code: 'NO_ERROR' }), meets: broken('headers', 'closed', 'UND_ERR_INFO') },
    {
      fault: catalogue.http2ResetStream({ code: 'INTERNAL_ERROR', afterBytes: 10 }),
      meets: broken('body', 'reset', 'ERR_HTTP2_STREAM_ERROR', 10),
    },
    {
      fault: catalogue.http2ResetStream({ code: 'REFUSED_STREAM', afterBytes: 10 }),
      meets: broken('body', 'reset', 'ERR_HTTP2_STREAM_ERROR', 10),
    },
    { fault: catalogue.http2ResetStream({ code: 'CANCEL', afterBytes: 10 }), meets: { status: 200, bytes: 10 } },
    { fault: catalogue.http2ResetStream({ code: 'NO_ERROR', afterBytes: 10 }), meets: { status: 200, bytes: 10 } },
  ],
  tlsExpired: [{ fault: catalogue.tlsExpired({}), meets: badCertificate('CERT_HAS_EXPIRED') }],
  tlsSelfSigned: [{ fault: catalogue.tlsSelfSigned({}), meets: badCertificate('DEPTH_ZERO_SELF_SIGNED_CERT') }],
  tlsWrongHost: [{ fault: catalogue.tlsWrongHost({}), meets: badCertificate('ERR_TLS_CERT_ALTNAME_INVALID') }],
}
