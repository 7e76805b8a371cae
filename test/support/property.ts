import * as fc from 'fast-check'
import { expect } from 'vitest'
import { seed } from './seed.ts'

/**
 * Holds a property against random cases. `check` throws where it is broken, and tells whether the case put it to the
 * test at all: of all cases at least the share `tested` must, or the property was hardly looked at. When it breaks,
 * fast-check prints the smallest case that still breaks it, with the seed.
 */
export async function holds<Value>(
  cases: fc.Arbitrary<Value>,
  { runs, tested }: { readonly runs: number; readonly tested: number },
  check: (value: Value) => boolean | Promise<boolean>,
): Promise<void> {
  let put = 0
  const property = fc.asyncProperty(cases, async (value) => {
    if (await check(value)) put += 1
  })
  await fc.assert(property, { seed, numRuns: runs })
  expect(put, `of ${runs} cases (BROWNOUT_SEED=${seed})`).toBeGreaterThanOrEqual(Math.floor(tested * runs))
}

/** The first of so many cases that breaks the property: for clients that are known to. */
export async function breaking<Value>(
  cases: fc.Arbitrary<Value>,
  runs: number,
  check: (value: Value) => unknown,
): Promise<Value> {
  const property = fc.asyncProperty(cases, async (value) => void (await check(value)))
  const { counterexample } = await fc.check(property, { seed: 1, numRuns: runs, endOnFailure: true })
  return counterexample?.[0] ?? expect.fail(`none of ${runs} cases breaks it`)
}
