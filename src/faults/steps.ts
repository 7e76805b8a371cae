import type { ResponseTruth } from '../history/index.ts'

/** The closed vocabulary in which an upstream's behaviour towards one exchange is written; players interpret it. */
export type Step =
  /** Nothing happens for `ms`. */
  | { readonly do: 'wait'; readonly ms: number }
  /**
   * Status line and headers go out. Without `content-length` the body is chunked. `truth` is what the answer means: it
   * goes into the history, not onto the wire.
   */
  | {
      readonly do: 'head'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly truth: ResponseTruth
    }
  /** Body bytes. `text` is the answer's content that they carry whole; `finish` marks the end of the answer. */
  | { readonly do: 'data'; readonly bytes: Uint8Array; readonly text?: string; readonly finish?: true }
  /** The response is complete as HTTP sees it; the connection stays open. */
  | { readonly do: 'end' }
  /** Nothing more ever comes, and the connection stays open until the client closes it. */
  | { readonly do: 'hang' }
  /** RST. */
  | { readonly do: 'reset' }
  /** FIN. */
  | { readonly do: 'fin' }

/** What a client meets when it opens a connection to an origin. */
export type ConnectionStep =
  | { readonly do: 'accept' }
  | { readonly do: 'refuse' }
  | { readonly do: 'tls'; readonly certificate: 'expired' | 'selfSigned' | 'wrongHost' }

export const wait = (ms: number): Step => ({ do: 'wait', ms })
export const head = (status: number, headers: Record<string, string>, truth: ResponseTruth): Step => ({
  do: 'head',
  status,
  headers,
  truth,
})
export const data = (bytes: Uint8Array, content: { text?: string; finish?: true } = {}): Step => ({
  do: 'data',
  bytes,
  ...content,
})
export const end: Step = { do: 'end' }
export const hang: Step = { do: 'hang' }
export const reset: Step = { do: 'reset' }
export const fin: Step = { do: 'fin' }
