import { count, duration, list, number } from '../format.ts'
import { notPlayed, runs, type Tally } from './tally.ts'

/** What the terminal shows. */
export const console = {
  /** Width 10 or less, or the columns break. */
  verdict: {
    held: 'ok',
    broke: 'FAIL',
    'no-verdict': 'no verdict',
    refused: 'refused',
    'left-out': 'left out',
    crashed: 'CRASHED',
  },
  columns: { calls: 'calls', attempts: 'attempts' },
  place: (target: string, world: string) => `${target}, ${world}`,
  progress: (done: number, total: number) => `${number(done)}/${number(total)}`,
  call: (call: number) => `call ${call}`,
  times: (value: number) => `(${number(value)} times)`,
  also: 'also:',
  again: 'again:',
  whyItMatters: 'why it matters:',
  proofSigns: '(> proof, x breach)',
  breaks: (rules: readonly string[]) => `^ breaks ${list(rules)}`,
  milliseconds: 'ms',
  moreRules: (lines: number) => `${count(lines, 'more line')} like these`,
  leftOut: (events: number) => `... ${count(events, 'event')} left out`,
  noReason: 'no reason was given',
  world: (world: string, played: number, refused: number, leftOut: number) =>
    [
      `${world}: played ${number(played)}`,
      ...(refused > 0 ? [`refused ${number(refused)}`] : []),
      ...(leftOut > 0 ? [`left out ${number(leftOut)}`] : []),
    ].join(', '),
  moreInReport: (value: number) => `${count(value, 'more run')} like these: the report tells each one's story.`,
  verdictSentence: (tally: Tally) =>
    [
      `${runs(tally.held, tally)} held`,
      `${number(tally.broke)} broke`,
      ...(tally.noVerdict > 0 ? [`${number(tally.noVerdict)} without a verdict`] : []),
      ...(tally.crashed > 0 ? [`${number(tally.crashed)} crashed`] : []),
      ...notPlayed(tally),
    ].join(', ') + '.',
  effort: (tally: Tally, wallMs: number) =>
    `${count(tally.calls, 'call')}, ${count(tally.attempts, 'attempt')}` +
    `${tally.virtualMs > 0 ? `, ${duration(tally.virtualMs)} of virtual time` : ''} in ${duration(wallMs)}.`,
  report: (where: string) => `Report: ${where}`,
}
