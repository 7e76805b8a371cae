/** How large a case may get. */
export interface CaseBounds {
  readonly calls: number
  /** At each model. */
  readonly rules: number
  /** Between two calls, in ms. */
  readonly pauseMs: number
  /** From when on, and for how long, a rule may hold, in ms. */
  readonly during: readonly [fromMs: number, lastsMs: number]
  /** Ranges of the deadline, in ms. */
  readonly deadlinesMs: readonly (readonly [min: number, max: number])[]
  /** The shortest of the other time limits, in ms. */
  readonly shortestLimitMs: number
  /** The longest that a reader thinks over one piece of a stream, in ms. */
  readonly longestThoughtMs: number
}

/** Tight and generous policies alike; a deadline of two minutes outlasts any limit per minute. */
export const largeCases: CaseBounds = {
  calls: 30,
  rules: 3,
  pauseMs: 10_000,
  during: [10_000, 30_000],
  deadlinesMs: [
    [50, 2_000],
    [2_000, 60_000],
    [60_000, 150_000],
  ],
  shortestLimitMs: 50,
  longestThoughtMs: 2_000,
}

/** Most of what can go wrong goes wrong in a few calls, and ten small cases cost what one large case does. */
export const smallCases: CaseBounds = { ...largeCases, calls: 3, rules: 2 }

/** Cases for real time: soon over, and no limit so short that a busy machine passes it by itself. */
export const quickCases: CaseBounds = {
  calls: 4,
  rules: 3,
  pauseMs: 300,
  during: [500, 1_000],
  deadlinesMs: [[300, 600]],
  shortestLimitMs: 200,
  longestThoughtMs: 60,
}
