const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
const said = (what: string, value: number | null, limit: string, how = percent) =>
  value === null ? `${what}: not measured` : `${what}: ${how(value)} (${limit})`

/** What a benchmark says of how it was measured. */
export const benchSummary = {
  lights: {
    lag: (value: number | null, limit: number) =>
      said('calls began late, p99, as a share of p50 latency', value, `at most ${percent(limit)}`),
    'loop-delay': (value: number | null, limit: number) =>
      said('own event loop late, p99, as a share of p50 latency', value, `at most ${percent(limit)}`),
    'cpu-wait': (value: number | null, limit: number) =>
      said('waited for a CPU, of the time in which it could run', value, `at most ${percent(limit)}`),
    achieved: (value: number | null, limit: number) =>
      said('calls made of those planned', value, `at least ${percent(limit)}`),
    dropped: (value: number | null, limit: number) =>
      said('calls due but never begun', value, `at most ${percent(limit)}`),
    'littles-law': (value: number | null, limit: number) =>
      said('calls in flight against arrivals x time (L = λW), apart by', value, `at most ${percent(limit)}`),
    'enough-calls': (value: number | null, _limit: number) =>
      said('calls for the p95 of each model', value, '', (found) => (found === 1 ? 'enough' : 'too few')).replace(
        ' ()',
        '',
      ),
    independent: (value: number | null, limit: number) =>
      said(
        'calls that are independent of their neighbours',
        value,
        `at least ${percent(limit)}; intervals are widened for it`,
      ),
    drift: (value: number | null, limit: number) =>
      said('chance that both halves of the run are alike', value, `at least ${percent(limit)}`),
  },
}
