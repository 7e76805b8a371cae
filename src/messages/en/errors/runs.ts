import { count, list } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

/** What stands in the way of a benchmark's folder being written, read, taken up again, or merged. */
export const runs = {
  nothingToResume: (out: string): ProblemText => ({
    what: 'There is no benchmark here that was interrupted.',
    where: out,
    mend: 'Give the folder of a run; --out DIR looks elsewhere.',
  }),
  notKept: (
    path: string,
    reason: string,
    { kept, lost, unsure }: { readonly kept: number; readonly lost: number; readonly unsure: number },
  ): ProblemText => ({
    what: `The run could not be written on: ${reason}. ${count(kept, 'record')} ${kept === 1 ? 'is' : 'are'} safe${
      unsure === 0 ? '' : `, ${count(unsure, 'record')} may be`
    }, ${count(lost, 'record')} ${lost === 1 ? 'is' : 'are'} not.`,
    where: path,
    mend: 'Make room or allow it there, then go on with it: brownout resume',
  }),
  noRun: (folder: string): ProblemText => ({
    what: 'There is no run in this folder.',
    where: folder,
    mend: 'Give the folder of a run, as reports/latest is one.',
  }),
  damagedManifest: (path: string): ProblemText => ({
    what: 'The file that says what this run is cannot be read: it is damaged, or was changed.',
    where: path,
    mend: 'Give another run, or a copy of this one.',
  }),
  noReport: (path: string): ProblemText => ({
    what: 'This run left no report: it was ended before it could, or was asked for none as JSON.',
    where: path,
    mend: 'Play it again; what was played before it ended is in history.ndjson beside it.',
  }),
  damagedReport: (path: string): ProblemText => ({
    what: 'The report of this run cannot be read: it is damaged, or was changed.',
    where: path,
    mend: 'Give another run, or a copy of this one.',
  }),
  strangeReport: (path: string, place: string, version: unknown): ProblemText => ({
    what: `This report is not as its schema says, at ${place}; ${typeof version === 'string' ? `brownout ${quoted(version)}` : 'an unknown version'} wrote it.`,
    where: path,
    mend: 'It was changed, or another version wrote it: play the run again, or use that version.',
  }),
  otherReport: (path: string, schema: string): ProblemText => ({
    what: `This is no report that this version knows (${quoted(schema)}).`,
    where: path,
    mend: 'A newer report needs a newer brownout.',
  }),
  otherRun: (path: string, schema: string): ProblemText => ({
    what: `This is no run of brownout bench that this version knows (${quoted(schema)}).`,
    where: path,
    mend: 'Give the folder of a run of brownout bench; newer ones need a newer brownout.',
  }),
  otherPlan: (path: string, found: string, expected: string): ProblemText => ({
    what: `The history is of the plan ${quoted(found)}, and run.json is of ${quoted(expected)}.`,
    where: path,
    mend: 'Put back the history that belongs here, or give another run.',
  }),
  stillRunning: (path: string, pid: number): ProblemText => ({
    what: `This run is still under way: process ${pid} writes to it.`,
    where: path,
    mend: 'Wait for it, or stop it first.',
  }),
  merged: (path: string): ProblemText => ({
    what: 'This run is merged from others: it cannot go on itself.',
    where: path,
    mend: 'Resume the run of the shard that is not whole, then merge again.',
  }),
  foreignHistory: (path: string): ProblemText => ({
    what: 'The history is none of a benchmark, or of a newer version: nothing is added to it.',
    where: path,
    mend: 'Resume it with the version that wrote it.',
  }),
  none: (name: string, out: string): ProblemText => ({
    what: `There is no run ${quoted(name)}.`,
    where: out,
    mend: 'Give the folder of a run, or the end of its name; --out DIR looks elsewhere.',
  }),
  several: (name: string, found: readonly string[]): ProblemText => ({
    what: `${count(found.length, 'run')} end with ${quoted(name)}: ${list(found, 4)}.`,
    where: name,
    mend: 'Give more of the name.',
  }),
  changed: (path: string): ProblemText => ({
    what: 'The history changed while it was read.',
    where: path,
    mend: 'Wait until nobody writes to it, then try again.',
  }),
}
