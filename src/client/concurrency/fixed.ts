import type { ConcurrencyLimit } from './limit.ts'

export interface FixedLimitSpec {
  readonly limit: 'fixed'
  /** Attempts in flight to the endpoint. Infinity: no limit. */
  readonly max: number
}

/** At most `max` attempts in flight, whatever happens. */
export const fixed = (max: number): FixedLimitSpec => ({ limit: 'fixed', max })

export const fixedLimit = ({ max }: FixedLimitSpec): ConcurrencyLimit => ({ limit: max, learn: () => {} })
