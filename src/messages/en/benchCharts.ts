import { count, number } from '../format.ts'

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

  forest: {
    title: (baseline: string) => `Each model against ${baseline}`,
    note: 'Lower is better. A line is the 95 % interval; one that ends in an arrow goes on. Calls are compared prompt by prompt.',
    say: (rows: number) =>
      `${count(rows, 'comparison')} with intervals, each with its word: better, worse, same or unsure.`,
    x: (baseline: string) => `change against ${baseline}`,
    tick: (ratio: number) => {
      const share = Math.round((ratio - 1) * 100)
      return `${share > 0 ? '+' : ''}${share} %`
    },
    times: (ratio: number) => (ratio === Infinity ? '∞' : `${number(Number(ratio.toPrecision(2)))}x`),
    margin: (margin: number) => `within ${Math.round(margin * 100)} %: the same`,
    metrics: {
      'cost.per1kGood': '$ per 1,000 good answers',
      'ttft.p50': 'first token, p50',
      'ttft.p95': 'first token, p95',
      'total.p50': 'whole answer, p50',
      'total.p95': 'whole answer, p95',
    },
    first: 'first',
    own: 'this one',
    limits: '95 %',
  },

  flow: {
    title: 'The run as it went',
    note: 'One axis of time for all. Where fewer calls end than are due they pile up; what was wrong with the models is marked.',
    say: (slices: number) =>
      `Load, calls under way, latency, failures and who answered over ${count(slices, 'slice')} of the run.`,
    load: 'calls a second',
    due: 'due, a second',
    ended: 'answered, a second',
    inFlight: 'calls under way',
    took: 'how long answers took; stronger colour: more',
    lost: 'not answered, calls a second',
    answeredBy: 'who answered, calls a second',
    others: 'others',
    from: 'from',
    by: (model: string) => `answered by ${model}`,
    says: (from: string, due: string, ended: string, inFlight: string) =>
      `${from}: ${due}/s due, ${ended}/s answered, ${inFlight} under way`,
  },

  history: {
    heading: 'Earlier runs of the same plan',
    note: 'Each mark is a run, the newest on the right; the pale band is its 95 % interval.',
    verdict: (isOutside: boolean | null): string =>
      isOutside === null
        ? 'Of so few earlier runs nothing can be foretold.'
        : isOutside
          ? 'This run lies outside what earlier runs let expect.'
          : 'This run lies within what earlier runs let expect.',
    say: (runs: number) => `One metric over ${count(runs, 'run')}, the newest last.`,
    x: 'runs by day, the newest on the right',
    y: { ms: 'time', usd: '$', share: 'share of calls' },
    metrics: {
      'total.p95': 'p95 of the whole answer, run by run',
      'ttft.p95': 'p95 of the first token, run by run',
      'cost.per1kGood': '$ per 1,000 good answers, run by run',
      success: 'calls answered, run by run',
    },
    expected: ['lowest to expect, 95 %', 'highest to expect, 95 %'],
    latest: 'this run',
    run: 'run',
    started: 'started',
    commit: 'commit',
    calls: 'calls',
  },

  workload: {
    heading: 'What was asked',
    title: 'Tokens in and out',
    note: 'The stronger the colour, the more calls had so many tokens in and out.',
    pieces: (perToken: number) => `Pieces of a stream per token: ${number(perToken)}.`,
    say: (cells: number) => `Calls by tokens of the prompt and of the answer, in ${count(cells, 'cell')} of a grid.`,
    says: (input: string, output: string, calls: number) => `${input} in, ${output} out: ${count(calls, 'call')}`,
    input: 'tokens of the prompt',
    output: 'tokens of the answer',
    calls: 'calls',
    range: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
    first: {
      title: 'First token against the length of the prompt',
      note: 'Where the line climbs, long prompts are answered later.',
      say: (bands: number) => `How soon the first token came, for ${count(bands, 'length')} of prompts.`,
      axis: 'first token, from when the call was due',
    },
  },
}
