import { count, duration, list, number } from '../format.ts'

/** How calls come about, in words. */
const loads: Readonly<Record<string, (options: Readonly<Record<string, number>>) => string>> = {
  poisson: ({ perSecond, durationMs }) => `open load of ${number(perSecond!)}/s, ${lasting(durationMs!)}`,
  constantArrivalRate: ({ perSecond, durationMs }) => `open load of ${number(perSecond!)}/s, ${lasting(durationMs!)}`,
  callers: ({ callers }) => `closed load of ${count(callers!, 'caller')}`,
  constantCallers: ({ callers, durationMs }) => `closed load of ${count(callers!, 'caller')}, ${lasting(durationMs!)}`,
}

/** A load that its number of calls ends is planned for a day. */
function lasting(durationMs: number): string {
  return durationMs >= 86_400_000 ? 'until its calls are made' : `for ${duration(durationMs)}`
}

/** What a benchmark found, on the terminal and on the page. */
export const benchReport = {
  infinite: '∞',
  notMeasured: '-',
  usd: (exact: string) => `$${/^\d+\.0*\d{1,3}|^\d+/.exec(exact)?.[0] ?? exact}`,
  tooFew: (needed: number | null) => (needed === null ? 'too few calls' : `needs ${number(needed)} calls`),

  groups: {
    answered: 'answered',
    ttft: 'first token',
    total: 'whole answer',
    gap: 'token gap',
    failover: 'failover',
    attempts: 'attempts/call',
    cost: '$ per 1k good',
    waste: 'of it wasted',
    spent: 'spent, in all',
  },
  answered: (ok: number, calls: number) => `${number(ok)} of ${number(calls)}`,
  outcome: (calls: number, to: readonly string[]) =>
    to.length === 0 || calls === 0 ? number(calls) : `${number(calls)} (${list(to, 2)})`,
  outcomes: {
    'ok-after-retry': '  after retry',
    'ok-after-fallback': '  by another',
    failed: '  failed',
    dropped: '  not begun',
    cancelled: '  cancelled',
  },

  intro: (name: string, models: number, load: string, where: string, seed: number) =>
    `${name}: ${count(models, 'model')}, ${load}, ${where}, seed ${seed}.`,
  load: (type: string, options: Readonly<Record<string, unknown>>) => loads[type]?.(options as never) ?? `load ${type}`,
  bent: (scenario: string) => `Bent by ${scenario}.`,
  where: {
    virtual: 'the mock on a virtual clock',
    loopback: 'the mock on real sockets',
    server: (url: string) => `a server on this machine (${url})`,
    live: (host: string) => `LIVE at ${host}`,
  },
  nothingLeaves:
    'Nothing leaves this machine. The mock is fed from the models table: its latencies measure no provider.',
  countsFrom: 'Latency counts from the instant at which a call was due; ± and [ , ] are 95 % intervals.',
  comparison: 'Models beside each other',
  measured: 'measured',
  validity: 'Whether the run can be believed',
  lights: { green: 'ok', amber: 'note', red: 'RED', unknown: 'not known' },
  errors: 'Failures:',
  error: (what: string, calls: number, series: string, call: number, firstMs: number, lastMs: number) =>
    `${what}: ${count(calls, 'call')} of ${series}, from ${duration(firstMs)} to ${duration(lastMs)}, first call ${call}`,
  noClass: 'without a class',
  moreErrors: (rows: number) => `and ${count(rows, 'more kind')}, in report.json`,
  light: { red: 'RED  ', amber: 'note ' },
  gate: { passed: 'ok  ', failed: 'FAIL', 'no-verdict': '?   ' },
  reasons: {
    unsure: 'too few calls to tell',
    'n-too-small': 'too few calls',
    'too-noisy': 'this machine was too late to tell',
    'not-measured': 'nothing was seen of it',
  },
  surelyOver: 'so many calls are over it that it cannot hold',
  enough: (calls: number) => `it takes about ${number(calls)}`,
  valid: 'All validity lights are green.',
  stopping: (graceMs: number) =>
    `Stopping: no new calls; those under way have ${duration(graceMs)} to end. ^C again to quit at once.`,
  stopped: (made: number, of: number | null, cancelled: number) =>
    `Stopped early: ${number(made)}${of === null ? '' : ` of ${number(of)}`} measured, ` +
    `${number(cancelled)} cancelled (not counted as errors).`,
  spent: (usd: string) => `Spent at most ${usd}.`,
  goOn: (folder: string) => `Go on with it: brownout resume ${folder}`,
  skipped: (lines: number) =>
    `${count(lines, 'line')} of the history could not be read, and ${lines === 1 ? 'is' : 'are'} left out.`,
  report: (where: string) => `Report: ${where}`,
  /** Which models do best, and at what: the figure is the least. */
  leads: {
    cost: (models: number, figure: string) =>
      `${models === 1 ? 'costs' : 'cost'} least (${figure} per 1,000 good answers)`,
    ttft: (models: number, figure: string) => `${models === 1 ? 'begins' : 'begin'} to answer first (p95 ${figure})`,
    total: (models: number, figure: string) => `${models === 1 ? 'ends' : 'end'} first (p95 ${figure})`,
    who: (models: readonly string[], does: readonly string[]) => `${list(models)} ${list(does)}`,
  },
  verdict: {
    held: (gates: number) => `${count(gates, 'gate')} held.`,
    measured: (onMock: boolean, leads: string) =>
      leads === '' ? 'Measured. No gates were set.' : `Measured${onMock ? ' on the mock' : ''}: ${leads}.`,
    broke: (broken: number, gates: number) => `${number(broken)} of ${count(gates, 'gate')} broke.`,
    early: 'Ended before its load was over. No verdict.',
    noisy: 'TOO NOISY: this machine was too late for its figures to be believed. No verdict.',
    noData: 'No call was measured. No verdict.',
    unsure: (unsure: number, gates: number) =>
      `${number(unsure)} of ${count(gates, 'gate')} without a verdict: too few calls to tell.`,
  },
}
