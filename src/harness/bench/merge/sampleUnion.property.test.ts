import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '../../../../test/support/seed.ts'
import { Contradiction, join, type SampleLine } from './sampleUnion.ts'

const line: fc.Arbitrary<SampleLine> = fc
  .record({ run: fc.nat(3), offset: fc.nat(99), checksum: fc.constantFrom(1, 1, 1, 2), isLost: fc.boolean() })
  .map((made) => ({ ...made, bytes: 10, checksum: made.isLost ? 0 : made.checksum }))

/** What a line says; where it is does not matter. */
const said = (work: () => SampleLine) => {
  try {
    const { checksum, isLost } = work()
    return [checksum, isLost]
  } catch (error) {
    expect(error).toBeInstanceOf(Contradiction)
    return 'contradiction'
  }
}
const check = (property: fc.IProperty<[SampleLine, SampleLine, SampleLine]>) =>
  fc.assert(property, { seed, numRuns: 2_000 })

test('joining lines is commutative, associative and idempotent', () => {
  check(
    fc.property(line, line, line, (a, b, c) => {
      expect(said(() => join(0, a, b))).toEqual(said(() => join(0, b, a)))
      expect(said(() => join(0, join(0, a, b), c))).toEqual(said(() => join(0, a, join(0, b, c))))
      expect(said(() => join(0, a, a))).toEqual(said(() => a))
    }),
  )
})
