import { availableParallelism } from 'node:os'

/** More threads than this share one disk and one terminal, and are not faster in proportion. */
const mostWorkers = 8

/** How many threads work where nobody says. */
export function usualWorkers(): number {
  return Math.min(mostWorkers, availableParallelism())
}
