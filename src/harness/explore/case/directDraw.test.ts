import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as faults from '../../../faults/catalogue/index.ts'
import { directDraw } from './directDraw.ts'
import { plain, type Arbitrary, type FC } from './fastCheck.ts'

/** What is drawn, each with the number that is drawn next: so much of chance was used up. */
function drawnOf(arbitrary: Arbitrary<unknown>): string[] {
  return fc.sample(fc.tuple(arbitrary, fc.nat()), { seed: 7, numRuns: 300 }).map((drawn) => JSON.stringify(drawn))
}

const { fc: direct } = directDraw(fc)

const everyCompound = (of: FC) =>
  of.oneof(
    { weight: 3, arbitrary: of.record({ one: of.nat(9), other: of.option(of.boolean()) }) },
    { weight: 2, arbitrary: of.record({ asked: of.integer(), given: of.nat(5) }, { requiredKeys: ['asked'] }) },
    {
      weight: 1,
      arbitrary: of.record({ given: of.option(of.nat(5), { nil: 'nil' }) }, { ...plain, requiredKeys: [] }),
    },
    { weight: 4, arbitrary: of.array(of.tuple(of.oneof(of.nat(3), of.constant('x')), of.nat())) },
    { weight: 1, arbitrary: of.tuple(of.nat(3), of.nat(9)).map(([more, some]) => more * some) },
  )

test('draws what fast-check draws, with the same chance', () => {
  expect(drawnOf(everyCompound(direct))).toEqual(drawnOf(everyCompound(fc)))
})

test.each(Object.values(faults))('draws every $type as fast-check does', ({ arbitrary }) => {
  expect(drawnOf(arbitrary(direct))).toEqual(drawnOf(arbitrary(fc)))
})

test('draws objects as JSON would read them back', () => {
  const [drawn] = fc.sample(direct.array(direct.record({ one: direct.nat() }), { minLength: 20 }), 1)
  expect(drawn).toStrictEqual(JSON.parse(JSON.stringify(drawn)))
})

test('is made once', () => {
  expect(directDraw(fc)).toBe(directDraw(fc))
  expect(directDraw(direct)).toBe(directDraw(fc))
})
