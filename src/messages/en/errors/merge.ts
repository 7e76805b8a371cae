import { count, list, number } from '../../format.ts'
import type { ProblemText } from './problemText.ts'

export interface Difference {
  readonly path: string
  readonly one: string | undefined
  readonly other: string | undefined
}

const shards = (of: number) => (of === 1 ? 'a whole run' : `a shard of ${number(of)}`)
const difference = ({ path, one = 'nothing', other = 'nothing' }: Difference) => `${path} (${one}, ${other})`

/** Why runs are not merged. */
export const merge = {
  otherPlan: (one: string, other: string, differences: readonly Difference[]): ProblemText => ({
    what: `These are runs of different plans: ${list(differences.map(difference), 4)}.`,
    where: `${one} and ${other}`,
    mend: 'Merge shards of one plan: the same command on each machine, but for --shard.',
  }),
  otherSplit: (one: string, ofOne: number, other: string, ofOther: number): ProblemText => ({
    what: `One is ${shards(ofOne)}, the other ${shards(ofOther)}: their calls overlap.`,
    where: `${one} and ${other}`,
    mend: 'Merge shards of one split, as --shard 1/3, 2/3 and 3/3 are.',
  }),
  contradiction: (call: number, one: string, other: string): ProblemText => ({
    what: `Call ${number(call)} is in both runs, with different content: it was made twice.`,
    where: `${one} and ${other}`,
    mend: 'Leave one of them out: of a shard that was measured twice, one run alone can be taken.',
  }),
  stillRunning: (path: string, pid: number): ProblemText => ({
    what: `This run is still under way: process ${pid} writes to it.`,
    where: path,
    mend: 'Wait for it, or stop it first.',
  }),
  nothing: (folders: number): ProblemText => ({
    what: `No call was recorded in ${count(folders, 'run')}: there is nothing to merge.`,
    where: 'brownout merge',
    mend: 'Give the folders of runs that measured something.',
  }),
}
