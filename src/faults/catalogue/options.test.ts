import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as catalogue from './index.ts'

const faults = Object.entries(catalogue)

describe('the options of every fault', () => {
  test.each(faults)('%s lets pass whatever it draws for itself, and nothing that it does not know', (_name, fault) => {
    const schema = v.strictObject({ type: v.literal(fault.type), ...fault.options?.(v) })
    expect(fault.options).toBeDefined()
    fc.assert(
      fc.property(fault.arbitrary(fc) as fc.Arbitrary<never>, (options) => {
        expect(v.safeParse(schema, fault(options)).issues).toBeUndefined()
        expect(v.is(schema, { ...fault(options), surely: 'unknown' })).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})
