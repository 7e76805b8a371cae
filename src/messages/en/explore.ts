import { count, duration, list, number } from '../format.ts'

/** What exploration, and what it found, say. */
export const explore = {
  scenario: {
    requirement: 'Whatever the day brings, every rule holds.',
    source: (target: string) => `Found by brownout explore: ${target} broke a rule on that day.`,
    sourceWithStory: (target: string, story: string) => `Found by brownout explore, where ${target} broke it: ${story}`,
  },

  /** All days on which nothing was found, as one run. */
  quiet: {
    name: 'random-days',
    family: 'explore',
    source: (cases: number) => `${count(cases, 'random day')} of brownout explore.`,
    nothingJudged: 'no rule was put to the test on any of these days',
  },
  neverTested: (cases: number) => `on none of ${count(cases, 'day')} was it put to the test`,

  intro: (targets: readonly string[], runs: number, seed: number) =>
    `Exploring ${list(targets)}: ${count(runs, 'random day')}${targets.length > 1 ? ' each' : ''} on the virtual clock, seed ${seed}.`,
  stopping: 'Stopping: what was found so far is made small and written. Once more to quit at once.',
  progress: (target: string, done: number, total: number, perSecond: number, found: number) =>
    `${target}  ${number(done)}/${number(total)} days, ${number(perSecond)} a second, ${number(found)} found`,
  shrinking: (target: string, found: number, alarms: number) =>
    `${target}  making what was found small: ${number(found)} of ${number(alarms)}`,
  alarm: (target: string, rule: string, day: number) => `${target}  day ${number(day)} breaks ${rule}`,

  head: (target: string, rules: number, cases: number) =>
    rules === 0
      ? `${target}: nothing found on ${count(cases, 'day')}.`
      : `${target}: ${count(rules, 'rule')} broken on ${count(cases, 'day')}.`,
  nothing: (target: string) => `${target}: no verdict: no rule was put to the test.`,
  columns: { rule: 'rule', day: 'the day', first: 'first on', rules: 'rules' },
  nth: (day: number) => `day ${number(day)}`,
  shrunk: (before: number, after: number) =>
    before === after ? number(after) : `${number(before)} to ${number(after)}`,
  toldBelow: 'Each rule has the smallest day that was found for it:',
  notAgain: 'It did not break again when it was played for this report: something in the target is not deterministic.',
  effort: (cases: number, calls: number, attempts: number, ms: number) =>
    `Looked at: ${count(cases, 'day')}, ${count(calls, 'call')}, ${count(attempts, 'attempt')}, in ${duration(ms)}.`,
  atWhat: (line: string) => `  ${line}`,
  partial: (cases: number, runs: number) => `Stopped after ${number(cases)} of ${count(runs, 'day')}.`,
  saved: (files: readonly string[]) =>
    `Kept: ${list(files)}. brownout test plays ${files.length === 1 ? 'it' : 'them'} from now on.`,
  keptBefore: (files: readonly string[]) => `Kept already: ${list(files)}.`,
  notSaved: (names: readonly string[]) =>
    `Not kept: ${list(names)}. No rule broke in a history that a client could be held to.`,
  howToSave: 'Keep all of it for brownout test and serve; replay <token> --save keeps one:',
  report: (where: string) => `Report: ${where}`,
}
