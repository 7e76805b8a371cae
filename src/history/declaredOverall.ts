/** What is expected of a run as a whole, whoever made the calls: of a fleet’s instances together. */
export interface DeclaredOverall {
  /** Requests for each call, over the run and while something fails: a product of nested retries is a load of its own. */
  readonly amplificationAtMost?: number
  readonly retryPeak?: DeclaredRetryPeak
  readonly quotaUse?: DeclaredQuotaUse
  readonly outage?: DeclaredOutage
}

/** How bunched the requests may be that were put off: retries, and whatever had to wait. */
export interface DeclaredRetryPeak {
  /** The width of the window that is slid over the run, in ms. */
  readonly perMs: number
  /** Per endpoint at most so many in any window, as a multiple of the most calls that were begun in one. */
  readonly ofOffered: number
}

/** How well a quota of the upstream is used while calls wait. */
export interface DeclaredQuotaUse {
  /** What the upstream allows to all instances together, in requests per minute. */
  readonly rpm: number
  /** Of what it allows while somebody waits, at least this share is granted. */
  readonly usedAtLeast: number
  /** Of all requests at most this share is refused by a quota. */
  readonly refusedAtMost?: number
}

/** A time in which calls cannot go well, and how soon they have to afterwards. */
export interface DeclaredOutage {
  /** Both in ms since the run began. */
  readonly fromMs: number
  readonly toMs: number
  /** So long after its end calls go as well as before its beginning, but for one in a hundred. */
  readonly recoversWithinMs: number
}
