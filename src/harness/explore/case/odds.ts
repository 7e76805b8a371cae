/** What a case may have beside its rules, and in how many of a hundred cases it has it when nothing speaks for more. */
export const usualPercent = {
  // The size and the shape of the upstream.
  large: 2,
  // On which more is certain than on others: what passes, and answers that are bent and whole.
  'fair-day': 12,
  'one-endpoint': 20,
  'many-endpoints': 12,
  'connection-rules': 25,
  'shared-key': 30,
  http2: 15,
  // How it is called.
  sequential: 30,
  burst: 25,
  callers: 15,
  constant: 25,
  poisson: 15,
  ties: 12,
  fleet: 8,
  // What callers do.
  stream: 50,
  abort: 25,
  leaves: 15,
  'slow-reader': 15,
  'max-tokens': 8,
  'wall-jump': 30,
  // Policies beside those that every case declares.
  'more-policies': 50,
  rpm: 35,
  tpm: 33,
  maxConcurrent: 33,
  hedge: 45,
  balance: 33,
  retryBudget: 50,
  breaker: 60,
  slowCallMs: 33,
  fallback: 30,
  answerSchema: 6,
  // What is expected of the run as a whole.
  overall: 20,
  money: 20,
} as const

export type Feature = keyof typeof usualPercent

/** How often things are drawn, as multiples of their usual share. */
export interface Odds {
  readonly faults: Readonly<Record<string, number>>
  readonly features: Readonly<Partial<Record<Feature, number>>>
}

export const usualOdds: Odds = { faults: {}, features: {} }

/**
 * Something is always left of either side: what was never tried together would never be. Large cases put much to the test,
 * and cost as much as ten others that put more of it there: they never come more often than usual.
 */
export function percentOf(feature: Feature, { features }: Odds): number {
  const most = feature === 'large' ? usualPercent.large : 85
  return Math.min(most, Math.max(2, Math.round(usualPercent[feature] * (features[feature] ?? 1))))
}
