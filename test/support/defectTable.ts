import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/targets/index.ts'
import { ours, tutorial, type Subject } from './defectSubjects.ts'

/** One of the tutorial's defects, and what shows that ours does it right. */
export interface Defect {
  readonly number: number
  /** What the tutorial's printed code does. */
  readonly defect: string
  readonly right: readonly Right[]
}

/** Something that is right in ours. */
export interface Right {
  readonly shows: string
  /** Fails for a client that does it wrong. Without `convicts` it looks at our client only. */
  readonly check: (subject: Subject) => Promise<void> | void
  /** The part of the tutorial that fails the same check, and at which assertion: the check can fail, and for this. */
  readonly convicts?: { readonly target: Target; readonly at: string }
}

/** Registers a test for each row, and one more where the tutorial itself goes through the check. */
export function showRight(section: string, defects: readonly Defect[]): void {
  describe(section, () => {
    for (const { number, defect, right } of defects) {
      describe(`${number}. ${defect}`, () => {
        for (const { shows, check, convicts } of right) {
          test(`ours: ${shows}`, () => check(ours))
          if (convicts !== undefined)
            test(`${convicts.target.name} fails this check: ${shows}`, async () => {
              const failure = await failureOf(() => check(tutorial(convicts.target)))
              expect(failure?.name).toBe('AssertionError')
              expect(failure?.message).toMatch(new RegExp(`^${convicts.at}:`))
            })
        }
      })
    }
  })
}

async function failureOf(check: () => Promise<void> | void): Promise<Error | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    return error as Error
  }
}
