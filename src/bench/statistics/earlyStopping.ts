import { binomialAtMost, firstThat } from './binomial.ts'

/**
 * So many requests are needed, if `over` of them were over the limit, to claim that a share `q` is within it: were the true
 * share any smaller, so few over it would be seen with chance 1 - `confidence` at most. For p99: 459, 662, 838, 1307, 2010.
 * Source: MLPerf Inference rules, early stopping (c = 0.99, d = 0); Reddi et al., arXiv 1911.02549.
 */
export function requestsNeeded(over: number, q: number, confidence = 0.99): number {
  let most = Math.ceil((over + 1) / (1 - q))
  while (!isEnough(most)) most *= 2
  return firstThat(over + 1, most, isEnough)

  function isEnough(n: number): boolean {
    return binomialAtMost(over, n, 1 - q) <= 1 - confidence + 1e-12
  }
}
