import { expect } from 'vitest'
import { Problem } from '../../src/harness/problem.ts'

/** The problem that a piece of work must meet. */
export function problemOf(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    return error as Problem
  }
  return expect.fail('nothing was wrong with it')
}
