import { describe, expect, test } from 'vitest'
import { hostileStrings } from './support/injection/hostileStrings.ts'
import { comparisonOutlets } from './support/injection/comparisonOutlets.ts'
import { comparisonTemplate } from './support/injection/comparisonTemplate.ts'
import { inject } from './support/injection/injected.ts'
import { injectShow } from './support/injection/injectShow.ts'
import { reportOutlets } from './support/injection/reportOutlets.ts'
import { templates } from './support/injection/templates.ts'
import { seed } from './support/seed.ts'

// 100,000 of them: `npm run check:injection`.
const strings = hostileStrings(2_000, seed)

describe('hostile text changes nothing that a parser reads', () => {
  test.each(Object.entries(templates))('of a report of the kind %s', (_kind, template) => {
    const escapes = inject(template, reportOutlets, strings).filter(({ escapes: count }) => count > 0)
    expect(escapes).toEqual([])
  })

  test('of what a server is asked for, and serves', async () => {
    expect(await injectShow(strings)).toMatchObject({ escapes: 0, firstEscape: null })
  })

  test('of a comparison', () => {
    const escapes = inject(comparisonTemplate(), comparisonOutlets, strings).filter(({ escapes: count }) => count > 0)
    expect(escapes).toEqual([])
  })
})
