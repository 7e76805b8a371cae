import type { ResponseTruth } from '../history/index.ts'

/** The closed vocabulary in which an upstream's behaviour towards one exchange is written; players interpret it. */
export type Step =
  /** Nothing happens for `ms`. */
  | { readonly do: 'wait'; readonly ms: number }
  /**
   * Status line and headers go out. Without `content-length` the body is chunked, unless `framing` says that it lasts
   * until the connection closes. `truth` is what the answer means: it goes into the history, not onto the wire.
   */
  | {
      readonly do: 'head'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly truth: ResponseTruth
      readonly framing?: 'until-close'
    }
  /**
   * Body bytes. `text` is the answer's content that they carry whole; `finish` marks the end of the answer; `goesOn` what
   * belongs to it and is no content: thoughts, a tool call. What is `corked` goes out in one write with the data that
   * comes next.
   */
  | {
      readonly do: 'data'
      readonly bytes: Uint8Array
      readonly text?: string
      readonly finish?: true
      readonly goesOn?: true
      readonly corked?: true
    }
  /** The response is complete as HTTP sees it; the connection stays open. */
  | { readonly do: 'end' }
  /** Nothing more ever comes, and the connection stays open until the client closes it. */
  | { readonly do: 'hang' }
  /** RST. */
  | { readonly do: 'reset' }
  /** FIN; on TLS without the close_notify that should go before it, if `closeNotify` is false (RFC 8446 section 6.1). */
  | { readonly do: 'fin'; readonly closeNotify?: false }
  /**
   * Bytes straight onto the connection, outside of all framing. `breaks` says what a client makes of them: absent, it
   * goes on waiting. What was sent is no answer, so the history holds no response for it.
   */
  | { readonly do: 'garbage'; readonly bytes: Uint8Array; readonly breaks?: ParserBreak }
  /**
   * HTTP/2 only. The connection takes no more requests; this one was `processed`, or never looked at (RFC 9113
   * section 6.8). With a code other than NO_ERROR the connection is over.
   */
  | { readonly do: 'goaway'; readonly code: Http2Code; readonly processed: boolean }
  /** HTTP/2 only: this exchange alone is over (RFC 9113 section 6.4). */
  | { readonly do: 'rst-stream'; readonly code: Http2Code }

/** Why an HTTP/1.1 client drops a connection, by the code that undici gives (its parser's errors have a name alone). */
export type ParserBreak =
  | 'HTTPParserError'
  | 'UND_ERR_HEADERS_OVERFLOW'
  | 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  | 'UND_ERR_SOCKET'

/** RFC 9113 section 7. */
export const http2Codes = {
  NO_ERROR: 0,
  PROTOCOL_ERROR: 1,
  INTERNAL_ERROR: 2,
  REFUSED_STREAM: 7,
  CANCEL: 8,
  ENHANCE_YOUR_CALM: 11,
} as const
export type Http2Code = keyof typeof http2Codes

/** Certificates that no client may accept, named as badssl names them. */
export type BadCertificate =
  | 'expired'
  | 'notYetValid'
  | 'selfSigned'
  | 'wrongHost'
  | 'untrustedRoot'
  | 'untrustedRootChain'

/** Handshakes that come to nothing, whatever the certificate. */
export type BadHandshake =
  | 'oldProtocol'
  | 'noSharedCipher'
  | 'clientCertificate'
  | 'hang'
  | 'reset'
  | 'close'
  | 'garbage'
  | 'plainHttp'

/** What a client meets when it opens a connection to an origin. */
export type ConnectionStep =
  /** `withholdsContinue`: who asks for `100 Continue` before its body never gets it. */
  | { readonly do: 'accept'; readonly withholdsContinue?: true }
  | { readonly do: 'refuse' }
  /** No answer to the SYN: nothing listens, and nobody says so. */
  | { readonly do: 'drop' }
  /** The name leads nowhere: NXDOMAIN, or a resolver that fails. */
  | { readonly do: 'unresolvable'; readonly code: 'ENOTFOUND' | 'EAI_AGAIN' }
  /** RST as soon as the connection stands. */
  | { readonly do: 'reset' }
  /** FIN as soon as the connection stands, while it can still be written to. */
  | { readonly do: 'half-close' }
  | { readonly do: 'tls'; readonly certificate: BadCertificate }
  | { readonly do: 'handshake'; readonly fails: BadHandshake }

export const wait = (ms: number): Step => ({ do: 'wait', ms })
export const head = (status: number, headers: Record<string, string>, truth: ResponseTruth): Step => ({
  do: 'head',
  status,
  headers,
  truth,
})
export const data = (bytes: Uint8Array, content?: { text?: string; finish?: true; goesOn?: true }): Step =>
  content === undefined ? { do: 'data', bytes } : { ...content, do: 'data', bytes }
export const end: Step = { do: 'end' }
export const hang: Step = { do: 'hang' }
export const reset: Step = { do: 'reset' }
export const fin: Step = { do: 'fin' }
export const garbage = (bytes: Uint8Array, breaks?: ParserBreak): Step => ({
  do: 'garbage',
  bytes,
  ...(breaks === undefined ? {} : { breaks }),
})

/** All steps at once, for a fault that has to see the last one first. Most answers are a list already. */
export const allOf = (steps: Iterable<Step>): readonly Step[] => (Array.isArray(steps) ? steps : [...steps])
