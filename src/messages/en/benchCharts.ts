import { number } from '../format.ts'

/** Charts of a benchmark that set models, runs and prompts beside each other. */
export const benchCharts = {
  pareto: {
    title: 'Cost against latency',
    note: 'Lower left is better. On the dotted line no model is both faster and cheaper; lines through a mark are 95 % intervals.',
    say: (best: string) => `Models by latency and cost. No other model is both faster and cheaper than ${best}.`,
    x: 'p95 of the whole answer, from when the call was due',
    y: '$ per 1,000 good answers',
    usd: (usd: number) => `$${number(Number(usd.toPrecision(2)))}`,
    frontier: 'none is both faster and cheaper',
    beaten: 'another is both faster and cheaper',
    columns: { latency: 'p95 whole answer', cost: '$ per 1k good', verdict: 'verdict' },
  },
}
