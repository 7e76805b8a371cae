import { count, list, number } from '../format.ts'

/** What is told of runs on disk: that they go on, and what they are merged of. */
export const runs = {
  isFinished: (folder: string) => `The run in ${folder} is finished: there is nothing to go on with.`,
  goesOn: (folder: string, recorded: number, planned: number | null) =>
    `Going on with ${folder}: ${number(recorded)}${planned === null ? '' : ` of ${number(planned)}`} calls are recorded.`,
  spentBefore: (usd: string, { requestsBefore }: { readonly requestsBefore: number }) =>
    `Spent before, at most: ${usd}, by ${count(requestsBefore, 'request')}. It counts against the caps that are given now.`,
  resumed: ({ recorded, planned }: { readonly recorded: number; readonly planned: number | null }) =>
    planned === null
      ? `the run went on after ${count(recorded, 'call')}`
      : `the run went on after ${number(recorded)} of ${count(planned, 'call')}`,

  merged: {
    sum: (runs: number, recorded: number, planned: number | null) =>
      `Merged ${count(runs, 'run')}: ${
        planned === null ? count(recorded, 'call') : `${number(recorded)} of ${count(planned, 'call')}`
      }.`,
    shards: (shards: number, of: number) => `Shards: ${number(shards)} of ${number(of)}.`,
    missing: (shards: readonly number[], of: number) =>
      `Missing: ${list(
        shards.map((shard) => `${number(shard)}/${number(of)}`),
        12,
      )}.`,
    lost: (calls: number) =>
      `Lost: ${count(calls, 'call')} of the plan that nobody recorded. In an open load they count as dropped; merge ` +
      'again when they are there.',
    skipped: (folder: string, lines: number, bytes: number) =>
      `Not read in ${folder}: ${count(lines, 'line')}, ${count(bytes, 'byte')}.`,
    run: (folder: string) => `Run: ${folder}`,
  },
}
