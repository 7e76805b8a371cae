import type { ErrorClass } from '../../protocol/errorClass.ts'

/** A word by which a provider names an error: `error.code`, `error.type`, `base_resp:1008`; in lower case. */
export interface Word {
  readonly word: string
  readonly errorClass: ErrorClass
  /**
   * Most words mean one thing, whatever status and sentence they come with. Some name a family: `rate_limit_error` also
   * stands beside "usage limit exceeded", so a sentence that says something narrower goes first. Some say next to
   * nothing (`invalid_request_error` comes with 400, 401, 402 and 404): there the HTTP status goes first as well.
   */
  readonly yieldsTo?: 'sentence' | 'status'
  /** Where the word stands: a page of the provider's, or a body that somebody pasted. */
  readonly source: string
}

/** A sentence that means something else than the status and the words that it comes with. */
export interface Sentence {
  /** Tried on no more than 2,000 characters; written without anything that backtracks. */
  readonly sentence: RegExp
  readonly errorClass: ErrorClass
  readonly source: string
}

/** How one provider words its errors, as data. */
export interface Dialect {
  readonly provider: string
  readonly words: readonly Word[]
  readonly sentences: readonly Sentence[]
  /** The response headers, in lower case, in which the provider gives an id to quote to its support. */
  readonly requestIdHeaders: readonly string[]
}
