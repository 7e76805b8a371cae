import type { LatencyCounts } from '../../src/reporters/progress/benchProgress.ts'

/** Every latency as it is: what a histogram comes close to. */
export function sortedLatencies(): LatencyCounts {
  const all: number[] = []
  return {
    record: (latencyMs) => void all.push(latencyMs),
    quantile: (share) => all.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * all.length) - 1)],
  }
}
