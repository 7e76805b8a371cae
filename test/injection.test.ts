import { describe, expect, test } from 'vitest'
import { hostileStrings } from './support/injection/hostileStrings.ts'
import { inject } from './support/injection/injected.ts'
import { templates } from './support/injection/templates.ts'
import { seed } from './support/seed.ts'

// 100,000 of them: `npm run check:injection`.
const strings = hostileStrings(2_000, seed)

describe('hostile text changes nothing that a parser reads', () => {
  test.each(Object.entries(templates))('of a report of the kind %s', (_kind, template) => {
    const escapes = inject(template, strings).filter(({ escapes: count }) => count > 0)
    expect(escapes).toEqual([])
  })
})
