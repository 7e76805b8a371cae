import type * as FastCheck from 'fast-check'

/** fast-check comes in as an argument: whoever plays no random cases does not load it. */
export type FC = typeof FastCheck
export type Arbitrary<Value> = FastCheck.Arbitrary<Value>

/** Objects as JSON would read them back. */
export const plain = { noNullPrototype: true } as const

/** Undefined in two cases of three. */
export function sometimes<Value>(fc: FC, arbitrary: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}
