import type { Strategy } from '../strategy.ts'

/** Each call begins one further than the call before it, and goes round from there. */
export const roundRobin = (): Strategy => {
  let first = 0
  return {
    order: (candidates) => [...candidates.slice(first), ...candidates.slice(0, first)],
    picked: (position) => {
      first = position + 1
    },
  }
}
