import { count, duration, number } from '../format.ts'

/** What is written for CI servers and programs: markdown, annotations, tables. */
export const outputs = {
  tool: 'brownout',
  /** Who is measured: where a rehearsal has a target, a benchmark has this. */
  bench: 'bench',
  plan: 'plan',
  fits: 'what is to be carried fits',
  place: (target: string, world: string, scenario: string) => `${target} in ${world}, ${scenario}`,
  at: (place: string, why: string) => (why === '' ? place : `${place}: ${why}`),
  again: (command: string) => `again: ${command}`,
  wholeRun: 'the run',
  nothing: (format: string) => `${format} has nothing to show of this run.`,
  signs: { held: '✅', broke: '❌', 'no-verdict': '❔' },
  verdicts: {
    passed: 'passed',
    failed: 'failed',
    'no-verdict': 'no verdict',
    'not-tested': 'not tested',
    'not-played': 'not played',
    crashed: 'crashed',
  },
  titles: { troubles: 'To look at', notPlayed: 'Not played' },
  heads: {
    verdict: 'verdict',
    what: 'what',
    where: 'where',
    why: 'why',
    again: 'again',
    measured: 'measured',
    runs: 'runs',
  },
  skipped: (runs: number, how: string) => `${number(runs)} ${how}`,
  andMore: (scenarios: number) => `and in ${count(scenarios, 'more scenario')}`,
  benchSize: (calls: number, usd: string | null, wallMs: number) =>
    `${count(calls, 'call')}${usd === null ? '' : `, $${usd}`} in ${duration(wallMs)}.`,
  made: 'Made by',
  seed: 'seed',
  moreInSummary: (left: number) => `${number(left)} more: the summary of this job and report.html have them.`,
  leftOut: (lines: number) =>
    `${count(lines, 'line')} left out: a summary holds no more. All of it is in report.md and report.html.`,
}
