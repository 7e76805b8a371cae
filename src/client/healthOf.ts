import { errorTable } from './errorTable.ts'
import type { Ending } from './failure.ts'

/** What an attempt says about its endpoint's health. */
export type Health = 'failed' | 'good' | 'silent'

/** A caller's abort, a deadline that came soon, and the caller's own mistakes say nothing about the endpoint. */
export function healthOf(how: Ending): Health {
  if (how === null) return 'good'
  if (how === 'left' || how.reason === 'deadline') return 'silent'
  return errorTable[how.errorClass].countsForBreaker ? 'failed' : 'silent'
}
