import { count, number } from '../format.ts'

/** What is told of runs on disk: that they go on, and what they are merged of. */
export const runs = {
  resumed: ({ recorded, planned }: { readonly recorded: number; readonly planned: number | null }) =>
    planned === null
      ? `the run went on after ${count(recorded, 'call')}`
      : `the run went on after ${number(recorded)} of ${count(planned, 'call')}`,
}
