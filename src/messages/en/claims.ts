import { count, list } from '../format.ts'

/** What `brownout claims` says. */
export const claims = {
  intro: (source: string) => `What ${source} claims, and what is known of it.`,
  verdicts: {
    holds: 'holds',
    'in-part': 'in part',
    contradicted: 'contradicted',
    unsure: 'unsure',
    'not-measured': 'not measured',
  },
  metrics: {
    connect: 'time to connect',
    ttft: 'time to the first token',
    total: 'time to the whole answer',
    'price.input': 'input price',
    'price.output': 'output price',
    'table.latency': 'the average in its own table',
  },
  lines: (lines: readonly number[]) => `line${lines.length === 1 ? '' : 's'} ${list(lines.map(String))}`,
  finding: (metric: string, about: string, found: string | null, judgement: string) =>
    `${metric}, ${about}: ${found === null ? judgement : `${found}, ${judgement}`}`,
  summed: (metric: string, holding: number, all: number) => `${metric}: holds for ${holding} of ${all}`,
  notMeasured: 'Latency is judged by live runs alone, as the mock is fed from the same table: brownout claims RUN',
  noPrices: 'What a model costs today stands in no measurement: give its price in bench.config.ts, with its date.',
  measured: (folder: string, calls: number) => `Latencies are from ${folder}, ${count(calls, 'live call')}.`,
}
