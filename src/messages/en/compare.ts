import { count, list, number } from '../format.ts'
import { amount, change } from './amounts.ts'

/** What brownout compare says: terminal, job summary, JUnit. */
export const compare = {
  amount,
  change,
  words: { better: 'better', worse: 'WORSE', same: 'same', unsure: 'unsure' },
  sides: (before: string, after: string) => `Compared ${before} with ${after}`,
  pairing: (isPaired: boolean, before: number, after: number) =>
    isPaired
      ? `${count(after, 'call')}, paired one by one with the same of before.`
      : `${count(before, 'call')} before, ${number(after)} after, not paired.`,
  /** Of an interval that is nearly even, its half; else both ends. */
  range: (low: string, high: string) => `${low} to ${high}`,
  interval: (limits: string) => `95 %: ${limits}`,
  tooFew: 'too few calls for limits',
  needed: (calls: number) => `needs some ${count(calls, 'call')}`,
  spreadShort: 'spread changed',
  spread: 'the middle held, but the spread changed',
  allTogether: 'all together',
  gate: (metric: string, text: string) => `${metric} ${text}`,
  gateWords: { passed: 'passed', failed: 'BROKE', 'no-verdict': 'no verdict' },
  gateReasons: {
    unsure: 'the limit lies within the interval',
    'n-too-small': 'too few calls',
    'too-noisy': 'the run was too noisy',
    'not-measured': 'not measured',
  },
  tooNoisy: 'TOO NOISY: one of the runs cannot be believed, so nothing that is timed was judged worse.',
  stopped: (name: string, state: string) =>
    state === 'interrupted'
      ? `${name} was interrupted: it is a part of its plan.`
      : `${name} never ended: it is a part of its plan.`,
  exactSame: (records: number) => `Virtual time: all ${count(records, 'call')} are the same, byte for byte.`,
  exactDiffers: (differing: number, records: number, first: number) =>
    `Virtual time: ${number(differing)} of ${count(records, 'call')} differ, the first is call ${number(first)}:`,
  ended: '(the run has ended)',
  meant: (file: string) => `If that was meant, keep it: brownout compare --save-baseline ${file} latest`,
  verdicts: {
    held: 'Nothing is worse.',
    broke: 'Something is worse, or a gate broke.',
    'no-verdict': 'No verdict.',
  },
  sum: (words: Readonly<Record<'better' | 'worse' | 'same' | 'unsure', number>>) =>
    list(
      (['worse', 'better', 'same', 'unsure'] as const)
        .filter((word) => words[word] > 0)
        .map((word) => `${number(words[word])} ${word}`),
    ),
  nothing: 'Nothing was measured in both runs.',
  saved: (file: string, records: number) => `Baseline saved: ${file} (${count(records, 'record')}).`,
  heads: {
    metric: 'metric',
    series: 'model',
    before: 'before',
    after: 'after',
    change: 'change',
    verdict: 'verdict',
    gate: 'gate',
    measured: 'measured',
  },
  title: 'Benchmark compared',
  method: (margin: string) =>
    `Changes within ${margin} are the same; better and worse are beyond it, and surer than 99 % for all that is compared ` +
    'together (Holm). Shares are compared in points, with a tenth of the margin. Behind each verdict: 95 % limits of the change.',
}
