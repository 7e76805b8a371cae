import { count, duration, number } from '../format.ts'

const ms = (value: number) => (value === Infinity ? '∞' : duration(value))

/** Charts of the page: what they are called, what they show, and the same as tables. */
export const charts = {
  showData: 'Show the data',
  dataOf: (title: string) => `Data: ${title}`,
  csv: 'Download as CSV',
  ms,
  milliseconds: (value: number) => (value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ms`),
  seconds: (value: number) => `${number(value / 1000)} s`,
  percent: (share: number) => `${number(Number((share * 100).toPrecision(3)))} %`,
  from: (text: string, low: string, high: string) => `${text} [${low}, ${high}]`,
  none: '-',
  all: 'all together',

  gates: 'Gates',
  noGates: 'No gates were set: this run is measured, not judged. Set them in bench.config.ts.',
  lights: {
    lag: 'start of calls',
    'loop-delay': 'event loop',
    'cpu-wait': 'CPU',
    achieved: 'load reached',
    dropped: 'calls not begun',
    'littles-law': "Little's law",
    'enough-calls': 'enough calls',
    independent: 'independent calls',
    drift: 'drift',
  },

  latency: {
    title: 'Latency',
    whole: 'whole answer, from when the call was due',
    table: 'Percentiles with their 95 % intervals; failures count as infinite',
    columns: { model: 'model', what: 'what', n: 'calls', success: 'p99 of those that succeeded' },
    families: {
      ttft: 'first token',
      total: 'whole answer',
      'total.send': 'whole answer, from the send',
      gap: 'token gap',
      tpot: 'per output token',
      failover: 'failover',
      connect: 'connect',
      lag: 'late start',
    },
    models: 'Models beside each other: whole answer',
    modelsNote:
      'A mark is a percentile, its line the 95 % interval; one that ends in an arrow goes on. Where lines of two models overlap they may be the same. What is infinite has no mark.',
    modelsSay: (models: number) =>
      `Percentiles of the whole answer of ${count(models, 'model')}, with intervals, on a logarithmic axis of time.`,
    spectrum: 'Every percentile: whole answer',
    spectrumNote:
      'The further to the right, the rarer. A line ends where so few calls allow no interval, or where failures begin.',
    spectrumSay: (models: number) =>
      `Latency of the whole answer against percentile for ${count(models, 'model')}; both axes are logarithmic.`,
    percentile: 'percentile of calls',
    time: 'Latency over time',
    timeNote: (slice: string, hasFailed: boolean) =>
      `Each point is ${slice} of the run, of the calls that were due in it and answered.` +
      (hasFailed ? ' Red bars below: the share of calls that were not.' : ''),
    timeSay: (slices: number, failed: number) =>
      `Percentiles of the whole answer over ${count(slices, 'slice')} of the run; ${count(failed, 'call')} were not answered.`,
    sinceStart: 'seconds since the run began',
    timeColumns: { from: 'from', due: 'calls due', failed: 'not answered' },
    failed: 'not answered, share of calls',
    fault: (model: string, fault: string, fromMs: number, toMs: number) =>
      `${model}: ${fault}, ${number(Math.round(fromMs / 10) / 100)}-${number(Math.round(toMs / 10) / 100)} s`,
  },

  outcomes: {
    title: 'Outcomes and attempts',
    chart: 'How calls ended',
    note: 'From left to right: what went well at once, what the client saved, what was lost.',
    say: (good: string) => `Calls by outcome, model by model. ${good} of all were answered.`,
    names: {
      'ok-first-try': 'answered at first try',
      'ok-after-retry': 'after a retry',
      'ok-after-fallback': 'by another model',
      failed: 'failed',
      dropped: 'not begun',
      cancelled: 'cancelled',
    },
    answered: (share: string) => `${share} answered`,
    attempts: 'Attempts per call',
    attemptsNote: 'What a call costs its upstream: 1.00 is no retry at all; a storm of retries shows here first.',
    attemptsSay: 'How many attempts calls took, model by model.',
    attemptCount: (attempts: number) => (attempts === 0 ? 'none' : count(attempts, 'attempt')),
    perCall: (reading: string) => `${reading} per call`,
    errors: 'What failed',
    errorColumns: { what: 'what', calls: 'calls', first: 'first', last: 'last', call: 'a call of it' },
  },

  money: {
    title: 'Money',
    chart: 'What 1,000 good answers cost',
    note: 'Good: answered within every limit. Wasted: paid for attempts whose answer nobody got.',
    say: 'Cost per 1,000 good answers, model by model, and the part of it that was wasted.',
    used: 'for answers',
    wasted: 'wasted',
    columns: {
      perGood: '$ per 1k good',
      wasteShare: 'wasted',
      spent: 'spent in all',
      unknown: 'calls of unknown cost',
    },
    unknown: 'Of this run no cost is known: its models have no price.',
  },

  calls: {
    title: 'Single calls',
    note: 'Each line is a call from when it was due. Open one (Enter) for its attempts; arrows go from call to call.',
    kinds: { slowest: 'The slowest', failed: 'Failed', random: 'Some at random' },
    call: (call: number, series: string, model: string | null) =>
      `call ${number(call)}: ${model === null || model === series ? series : `${series} → ${model}`}`,
    took: (length: number, attempts: number) => `${ms(length)}, ${count(attempts, 'attempt')}`,
    failed: (why: string) => `failed: ${why}`,
    legend: {
      late: 'late start',
      wait: 'wait before the next attempt',
      first: 'until the first token',
      stream: 'the answer',
      lost: 'failed attempt',
      other: 'another model is asked',
    },
    due: (at: number) => `Due ${ms(at)} after the run began.`,
    late: (length: number) => `Began ${ms(length)} late.`,
    first: (length: number) => `First token after ${ms(length)}.`,
    ended: (length: number) => `Ended after ${ms(length)}.`,
    waited: (length: number) => `The client waited ${ms(length)} of its own.`,
    tokens: (input: number, output: number) => `${count(input, 'token')} in, ${count(output, 'token')} out.`,
    cost: (usd: string) => `Cost ${usd}.`,
    attempt: (nth: number, model: string, from: number, to: number, error: string | null) =>
      `Attempt ${nth}, ${model}: ${ms(from)} to ${ms(to)}, ${error === null ? 'answered' : error}`,
    say: (text: string) => `Timeline: ${text}`,
    axis: (most: number) => `0 to ${ms(most)} from when a call was due`,
  },

  formulas: 'Formulas',
  formulaColumns: { metric: 'metric', formula: 'how it is made' },

  data: {
    whole: (calls: number) =>
      `This page holds all ${count(calls, 'call')} of its run: brownout compare takes it in place of the folder.`,
    part: (kept: number, calls: number) =>
      `This page holds ${number(kept)} of ${count(calls, 'call')} of its run, drawn by their numbers: brownout compare takes it in place of the folder, with wider intervals.`,
    none: 'This page holds no calls; brownout compare needs the folder of the run.',
  },

  script: { theme: 'Light or dark', copy: 'Copy as CSV', copied: 'Copied', filter: 'Show', everything: 'everything' },
}
