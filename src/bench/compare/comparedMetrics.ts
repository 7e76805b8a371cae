import type { MetricName } from '../metrics/index.ts'

/**
 * What is compared by default: the more is compared, the surer each change has to be. Rates are left out, as a load that was
 * planned makes its own; gaps, as `tpot` tells them call by call.
 */
const compared = [
  'success',
  'attempts.perCall',
  'cost.per1kGood',
  'waste.share',
  'ttft.p50',
  'ttft.p95',
  'total.p50',
  'total.p95',
  'total.p99',
  'tpot.p50',
  'failover.p50',
] as const satisfies readonly MetricName[]

export function comparedMetrics(hasSlo: boolean): readonly MetricName[] {
  return hasSlo ? ['goodput.share', ...compared] : compared
}
