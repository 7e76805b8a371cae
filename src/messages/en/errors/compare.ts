import { count, list } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

/** Runs that cannot be compared. */
export const compare = {
  noRun: (word: string, out: string, found: readonly string[]): ProblemText => ({
    what:
      found.length > 1
        ? `${quoted(word)} is the end of several runs: ${list(found, 4)}.`
        : `There is no run of brownout bench that is called ${quoted(word)}.`,
    where: out,
    mend: 'Give a folder, latest, previous, or the end of a folder below; other places: --out DIR',
  }),
  twoSides: (words: number, hasBaseline: boolean): ProblemText => ({
    what: hasBaseline
      ? '--baseline is one side, so one run is the other.'
      : 'Two runs are compared: the earlier one first.',
    where: words === 0 ? 'brownout compare' : `brownout compare with ${count(words, 'run')}`,
    mend: 'For example: brownout compare previous latest, or brownout compare --baseline baseline.json latest',
  }),
  oneToSave: (words: number): ProblemText => ({
    what: '--save-baseline keeps one run.',
    where: `brownout compare --save-baseline with ${words} words`,
    mend: 'For example: brownout compare --save-baseline baseline.json latest',
  }),
  noMargin: (flag: string, value: string): ProblemText => ({
    what: `${flag} is a share above 0 % and below 100 %; found ${quoted(value)}.`,
    where: `brownout compare ${flag} ${value}`,
    mend: `For example: ${flag} 10%`,
  }),
  foreign: (
    before: string,
    after: string,
    differences: readonly {
      readonly path: string
      readonly one: string | undefined
      readonly other: string | undefined
    }[],
  ): ProblemText => ({
    what: `The two runs ask different questions: ${list(
      differences.map(({ path, one, other }) => `${path} is ${one ?? 'not there'} and ${other ?? 'not there'}`),
      4,
    )}.`,
    where: `${before} and ${after}`,
    mend: 'Compare runs of one plan; if it was changed on purpose, save a new baseline: brownout compare --save-baseline FILE RUN',
  }),
  page: {
    no: (path: string): ProblemText => ({
      what: 'This page holds no run: it is none of brownout bench, or of an older version.',
      where: path,
      mend: 'Give the folder of the run, or make its page anew: brownout report RUN',
    }),
    damaged: (path: string): ProblemText => ({
      what: 'The run in this page cannot be read: the file is damaged, or was changed.',
      where: path,
      mend: 'Make it anew: brownout report RUN',
    }),
  },
  baseline: {
    no: (path: string): ProblemText => ({
      what: 'This file is no baseline that this version knows.',
      where: path,
      mend: 'Make one: brownout compare --save-baseline FILE RUN',
    }),
    damaged: (path: string): ProblemText => ({
      what: 'The records in this baseline cannot be read: the file is damaged, or was changed.',
      where: path,
      mend: 'Take the file from its last commit, or save it anew: brownout compare --save-baseline FILE RUN',
    }),
  },
}
