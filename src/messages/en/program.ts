import { count } from '../format.ts'

/** What is said of a program under test. Its own words are cut and quoted before they come here. */
export const program = {
  exit: (code: number | null, signal: string | null) =>
    signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}`,
  notStarted: (why: string) => `could not be started: ${why}`,
  lastWords: (text: string) => `; last on stderr: ${text}`,
  crashed: (how: string, calls: number) =>
    calls === 0
      ? `the program was gone before it was asked: ${how}`
      : `the program was gone with ${count(calls, 'call')} open: ${how}`,
  goneBefore: (how: string) => `the program was gone (${how})`,
  flooded: (what: string) => `the program printed ${what}, and was ended`,
  garbled: (line: string) => `the program printed what is no line of the protocol: ${line}`,
  garbledMore: (lines: number) => `${count(lines, 'more line')} of the program were none of the protocol`,
  stayed: (patience: string) => `the program did not end by itself within ${patience} after its input had ended`,
  ignoredSigterm: (patience: string) => `the program did not end within ${patience} after SIGTERM, and was killed`,
  leftChildren: 'the program left processes behind, which were killed',
  noReady: (patience: string) => `the program was not ready within ${patience}`,
}
