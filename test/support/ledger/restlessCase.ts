import fc from 'fast-check'

/** A client with few places of every kind, and callers and code of an application that behave as badly as they can. */
export interface RestlessCase {
  readonly seed: number
  readonly calls: number
  readonly endpoints: number
  readonly permits: number
  readonly rpm: number
  readonly tpm: number | null
  readonly hedgeAfterMs: number | null
  /** In hundred-thousandths of a dollar; null: no budget. */
  readonly budget: number | null
  readonly deadlineMs: number
  readonly algorithm: 'sliding-log' | 'gcra'
}

export const restlessCase: fc.Arbitrary<RestlessCase> = fc.record({
  seed: fc.nat(0xffffff),
  calls: fc.integer({ min: 1, max: 12 }),
  endpoints: fc.integer({ min: 1, max: 3 }),
  permits: fc.integer({ min: 1, max: 3 }),
  rpm: fc.integer({ min: 1, max: 20 }),
  tpm: fc.option(fc.integer({ min: 100, max: 5_000 })),
  hedgeAfterMs: fc.option(fc.nat(30)),
  budget: fc.option(fc.nat(2_000)),
  deadlineMs: fc.constantFrom(80, 400, 90_000),
  algorithm: fc.constantFrom('sliding-log', 'gcra'),
})
