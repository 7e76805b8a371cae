import * as faults from '../../src/faults/catalogue/index.ts'
import { contentEncodingForms } from '../../src/faults/catalogue/contentEncoding.ts'
import { framingNames } from '../../src/faults/framings.ts'
import { streamShapeNames } from '../../src/faults/streamShapes.ts'
import { always, first, type FaultSpec } from '../../src/faults/index.ts'
import type { DeclaredTimeouts } from '../../src/history/index.ts'
import type { RecordedExchange } from '../../src/protocol/recording/recording.ts'
import { sequential } from '../../src/load/index.ts'
import { quick, type Scenario } from '../../src/scenarios/index.ts'
import { pieces, recorded } from './recorded.ts'

/** Recorded for `m`, whichever model is asked. */
const playbackOf = (...exchanges: RecordedExchange[]) => faults.playback({ exchanges, model: 'm' })

interface Variant {
  readonly fault: FaultSpec
  readonly stream?: boolean
  readonly tls?: boolean
  /** Limits short enough for two seconds. */
  readonly timeouts?: DeclaredTimeouts
}

const impatient = { ...quick.timeouts, connectMs: 200, tlsMs: 200 }

/** One option set per fault, playable in two seconds; a fault that is missing here fails the parity test. */
export const canonicalSpecs: Record<keyof typeof faults, readonly Variant[]> = {
  latency: [{ fault: faults.latency({ delayMs: 60 }) }],
  status: [400, 404, 408, 409, 422, 500, 502, 503, 529].map((status) => ({ fault: faults.status({ status }) })),
  rateLimit: [
    { fault: faults.rateLimit({}) },
    { fault: faults.rateLimit({ waitMs: 150, rendering: 'milliseconds' }) },
    { fault: faults.rateLimit({ waitMs: 150, rendering: 'reset-duration' }) },
    { fault: faults.rateLimit({ retryAfterSeconds: 1 }) },
    { fault: faults.rateLimit({ waitMs: 1_000, rendering: 'ratelimit' }) },
    { fault: faults.rateLimit({ raw: 'soon' }) },
    { fault: faults.rateLimit({ provider: 'minimax' }) },
  ],
  invalidApiKey: [{ fault: faults.invalidApiKey({}) }, { fault: faults.invalidApiKey({ provider: 'minimax' }) }],
  pace: [
    { fault: faults.pace({ ttftMs: 40, interTokenMs: 5, tokens: 12 }) },
    { fault: faults.pace({ ttftMs: { medianMs: 20, sigma: 0.5 }, interTokenMs: { empirical: [1, 9] } }), stream: true },
  ],
  quota: [
    { fault: faults.quota({ rpm: 1 }) },
    { fault: faults.quota({ rpm: 1, window: 'sliding', rendering: 'imf-fixdate' }) },
    { fault: faults.quota({ rpd: 1, window: 'fixed', headers: 'ietf', rendering: 'none' }), stream: true },
    { fault: faults.quota({ rpm: 1, headers: 'holysheep', rendering: 'none', provider: 'minimax' }) },
    { fault: faults.quota({ tpm: 1 }) },
    { fault: faults.quota({ concurrency: 1, provider: 'kimi' }), stream: true },
  ],
  quotaExhausted: [{ fault: faults.quotaExhausted({}) }, { fault: faults.quotaExhausted({ provider: 'deepseek' }) }],
  modelNotFound: [{ fault: faults.modelNotFound({}) }, { fault: faults.modelNotFound({ provider: 'deepseek' }) }],
  providerAnswer: (
    [
      'openai.tooLarge',
      'openai.overloadedWithQuotaLeft',
      'openai.region',
      'azure.badHeaders',
      'kimi.balance',
      'kimi.contentFilter',
      'minimax.balanceAs429',
      'minimax.balanceAs500',
      'openrouter.creditsInFlight',
    ] as const
  ).map((answer) => ({ fault: faults.providerAnswer({ answer }) })),
  playback: [
    { fault: playbackOf(recorded()) },
    { fault: playbackOf(recorded({ stream: true })), stream: true },
    { fault: playbackOf(recorded({ status: 429, body: pieces.limit, headers: { 'retry-after-ms': '150' } })) },
    { fault: playbackOf(recorded({ status: 429, body: pieces.quota })) },
    { fault: playbackOf(recorded({ stream: true, body: pieces.stream.slice(0, 1), how: 'reset' })), stream: true },
    { fault: playbackOf(recorded({ stream: true, body: pieces.stream.slice(0, 2), how: 'fin' })), stream: true },
    { fault: playbackOf(recorded({ stream: true, body: [], how: 'client-left' })), stream: true },
    { fault: playbackOf(recorded({ headless: true, how: 'reset' }), recorded()) },
    { fault: faults.playback({ exchanges: [recorded()], model: 'm', atEnd: 'fail' }) },
  ],
  serverError: [{ fault: faults.serverError({}) }],
  overloaded: [{ fault: faults.overloaded({}) }, { fault: faults.overloaded({ provider: 'kimi' }) }],
  errorInSuccess: [{ fault: faults.errorInSuccess({}) }, { fault: faults.errorInSuccess({}), stream: true }],
  invalidJson: (['truncated', 'html', 'empty', 'noChoices', 'nullChoices'] as const).map((form) => ({
    fault: faults.invalidJson({ form }),
  })),
  errorPage: [
    { fault: faults.errorPage({ status: 520 }) },
    { fault: faults.errorPage({ status: 504, form: 'nginx' }) },
  ],
  keyRequired: [{ fault: faults.keyRequired({}) }],
  noContent: [{ fault: faults.noContent({}) }, { fault: faults.noContent({}), stream: true }],
  structuredAnswer: [
    { fault: faults.structuredAnswer({}) },
    { fault: faults.structuredAnswer({ form: 'prose' }) },
    { fault: faults.structuredAnswer({ form: 'missingField' }), stream: true },
  ],
  noHeaders: [{ fault: faults.noHeaders({}) }],
  stall: [{ fault: faults.stall({ bytes: 20 }) }, { fault: faults.stall({ bytes: 900 }), stream: true }],
  resetPeer: [
    { fault: faults.resetPeer({}) },
    { fault: faults.resetPeer({ afterBytes: 40 }) },
    { fault: faults.resetPeer({ afterBytes: 900 }), stream: true },
  ],
  limitData: [
    { fault: faults.limitData({ bytes: 40 }) },
    { fault: faults.limitData({ bytes: 40, ending: 'reset' }) },
    { fault: faults.limitData({ bytes: 100 }), stream: true },
    { fault: faults.limitData({ bytes: 900 }), stream: true },
  ],
  missingDone: [
    { fault: faults.missingDone({ finishReason: true }), stream: true },
    { fault: faults.missingDone({ finishReason: false }), stream: true },
  ],
  streamShape: streamShapeNames.map((form) => ({ fault: faults.streamShape({ form }), stream: true })),
  largeEvent: [{ fault: faults.largeEvent({ bytes: 1_000_000 }), stream: true }],
  buffering: [4, 100].map((pieces) => ({ fault: faults.buffering({ pieces }), stream: true })),
  keepAlive: [
    { fault: faults.keepAlive({ everyMs: 20, forMs: 100 }), stream: true },
    { fault: faults.keepAlive({ everyMs: 20, afterDeltas: 3, forMs: 100 }), stream: true },
    { fault: faults.keepAlive({ everyMs: 50 }), stream: true },
  ],
  blankLines: [{ fault: faults.blankLines({ everyMs: 20, forMs: 100 }) }],
  finishReason: (['length', 'content_filter'] as const).flatMap((reason) =>
    [0, 3].flatMap((afterDeltas) => [
      { fault: faults.finishReason({ reason, afterDeltas }) },
      { fault: faults.finishReason({ reason, afterDeltas }), stream: true },
    ]),
  ),
  jsonForStream: [{ fault: faults.jsonForStream({}), stream: true }],
  streamForJson: [{ fault: faults.streamForJson({}) }],
  contentEncoding: contentEncodingForms.flatMap((form) => [
    { fault: faults.contentEncoding({ form }) },
    { fault: faults.contentEncoding({ form }), stream: true },
  ]),
  slicer: [{ fault: faults.slicer({ bytes: 1 }) }, { fault: faults.slicer({ bytes: 5 }), stream: true }],
  streamError: [
    { fault: faults.streamError({}), stream: true },
    { fault: faults.streamError({ form: 'event', error: 'quotaExhausted', provider: 'deepseek' }), stream: true },
    { fault: faults.streamError({ form: 'finishReason', error: 'rateLimit', provider: 'kimi' }), stream: true },
    { fault: faults.streamError({ afterDeltas: 3 }), stream: true },
    { fault: faults.streamError({ afterDeltas: 3, error: 'serverError', provider: 'minimax' }), stream: true },
    { fault: faults.streamError({ afterDeltas: 3, form: 'finishReason', error: 'serverError' }), stream: true },
  ],
  usage: [
    { fault: faults.usage({ cachedInput: 20, cacheWrite: 3, reasoning: 2 }) },
    { fault: faults.usage({ cachedInput: 20, form: 'deepseek' }), stream: true },
    { fault: faults.usage({ form: 'untold' }), stream: true },
  ],
  streamFraming: framingNames.map((form) => ({ fault: faults.streamFraming({ form }), stream: true })),
  badChunk: [
    { fault: faults.badChunk({ afterBytes: 40 }) },
    { fault: faults.badChunk({ afterBytes: 900, form: 'tooLong' }), stream: true },
  ],
  closeDelimited: [
    { fault: faults.closeDelimited({}) },
    { fault: faults.closeDelimited({}), stream: true },
    { fault: faults.closeDelimited({ cutAfterBytes: 40 }) },
    { fault: faults.closeDelimited({ cutAfterBytes: 900 }), stream: true },
  ],
  connectTimeout: [{ fault: faults.connectTimeout({}), timeouts: impatient }],
  connectionReset: [{ fault: faults.connectionReset({}) }],
  contentLength: [
    { fault: faults.contentLength({ differsBy: 7 }) },
    { fault: faults.contentLength({ differsBy: 7, ending: 'hang' }) },
    { fault: faults.contentLength({ differsBy: -7 }) },
    { fault: faults.contentLength({ differsBy: -300 }), stream: true },
  ],
  continueNever: [{ fault: faults.continueNever({}) }],
  dnsFailure: [{ fault: faults.dnsFailure({}) }],
  emptyReply: [{ fault: faults.emptyReply({}) }],
  halfClose: [{ fault: faults.halfClose({}) }],
  hugeHeaders: [{ fault: faults.hugeHeaders({}) }],
  malformedHead: (
    [
      'statusLine',
      'notHttp',
      'header',
      'bareLineFeed',
      'lengthAndChunked',
      'twoLengths',
      'switchingProtocols',
      'cut',
    ] as const
  ).map((form) => ({ fault: faults.malformedHead({ form }) })),
  noCloseNotify: [
    { fault: faults.noCloseNotify({ afterBytes: 40 }), tls: true },
    { fault: faults.noCloseNotify({ afterBytes: 900 }), stream: true, tls: true },
  ],
  redirect: [{ fault: faults.redirect({}) }, { fault: faults.redirect({ status: 302, to: 'two' }) }],
  slowHeaders: [{ fault: faults.slowHeaders({ everyMs: 20 }) }],
  staleKeepAlive: [{ fault: faults.staleKeepAlive({}) }, { fault: faults.staleKeepAlive({ ending: 'reset' }) }],
  tlsClientCertificate: [{ fault: faults.tlsClientCertificate({}) }],
  tlsHandshake: (['hang', 'reset', 'close', 'garbage'] as const).map((fails) => ({
    fault: faults.tlsHandshake({ fails }),
    timeouts: impatient,
  })),
  tlsNoSharedCipher: [{ fault: faults.tlsNoSharedCipher({}) }],
  tlsNotYetValid: [{ fault: faults.tlsNotYetValid({}) }],
  tlsOldProtocol: [{ fault: faults.tlsOldProtocol({}) }],
  tlsPlainHttp: [{ fault: faults.tlsPlainHttp({}) }],
  tlsUntrustedRoot: [{ fault: faults.tlsUntrustedRoot({}) }, { fault: faults.tlsUntrustedRoot({ chain: true }) }],
  http2Goaway: [
    { fault: faults.http2Goaway({}) },
    { fault: faults.http2Goaway({ processed: true }) },
    { fault: faults.http2Goaway({ code: 'PROTOCOL_ERROR' }) },
    { fault: faults.http2Goaway({ code: 'ENHANCE_YOUR_CALM', afterBytes: 40 }) },
    { fault: faults.http2Goaway({ code: 'INTERNAL_ERROR', afterBytes: 900 }), stream: true },
  ],
  http2ResetStream: (['REFUSED_STREAM', 'INTERNAL_ERROR', 'CANCEL', 'NO_ERROR'] as const).flatMap((code) => [
    { fault: faults.http2ResetStream({ code }) },
    { fault: faults.http2ResetStream({ code, afterBytes: 40 }) },
    { fault: faults.http2ResetStream({ code, afterBytes: 900 }), stream: true },
  ]),
  connectionRefused: [{ fault: faults.connectionRefused({}) }],
  tlsExpired: [{ fault: faults.tlsExpired({}) }],
  tlsSelfSigned: [{ fault: faults.tlsSelfSigned({}) }],
  tlsWrongHost: [{ fault: faults.tlsWrongHost({}) }],
}

/** For each fault the scenarios that show it alone: always on the first model, and once before a good answer. */
export function canonicalScenarios(): { fault: string; scenario: Scenario }[] {
  return Object.entries(canonicalSpecs).flatMap(([name, variants]) =>
    variants.flatMap(
      ({ fault, stream = false, tls = /^(tls|http2)/.test(fault.type), timeouts = quick.timeouts }, index) => {
        const on = faults[name as keyof typeof faults].on
        const rules = on === 'connection' ? [always(fault)] : []
        const forms = on === 'connection' ? [[]] : [[always(fault)], [first(1, fault)]]
        return forms.map((modelRules, form) => ({
          fault: name,
          scenario: {
            name: `parity-${name}-${index}-${form}`,
            family: 'parity',
            requirement: 'Both worlds show the same.',
            source: 'architecture',
            strength: 'must',
            upstream: {
              models: { 'model-a': modelRules, 'model-b': [] },
              origins: {
                one: { serves: ['model-a'], tls, http2: fault.type.startsWith('http2'), rules },
                two: { serves: ['model-b'] },
              },
            },
            load: sequential({ calls: 2 }),
            ...(stream ? { caller: { stream } } : {}),
            expect: { ...quick, timeouts, maxAttemptsPerEndpoint: 2 },
            exercises: [],
          } satisfies Scenario,
        }))
      },
    ),
  )
}
