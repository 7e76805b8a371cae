import { list } from '../format.ts'

/** What `brownout judge` says. */
export const judge = {
  intro: (scenarios: number, speaks: boolean, jobs: number, seed: number) =>
    `${scenarios} cases, ${jobs} at a time, on real sockets of this machine, seed ${seed}. ` +
    (speaks
      ? 'The program speaks the testee protocol.'
      : 'The program speaks no protocol: it is run once for each call, and judged by the wire and its exit code.'),
  askedFirst: 'First a good day, to see how the program is spoken to.',
  supports: (abilities: readonly string[]) =>
    abilities.length === 0
      ? 'It says nothing of streams or aborts: those cases stay unknown.'
      : `It says that it supports: ${list(abilities)}.`,
  oneBaseURL: 'It has one base URL: whether it fails over to another stays unknown (--map gives it several).',
  gcIsNode: (command: string) => `--gc presses the collector of Node alone: it does nothing to ${command}.`,
  goodDay: {
    notAnswered: (why: string) => `error: On a good day the program gives no answer, so a bad one says nothing. ${why}`,
    noRequest: 'It sent no request: does it use OPENAI_BASE_URL?',
    otherModel: (models: readonly string[], chain: readonly string[]) =>
      `It asked for ${list(models)}; there are ${list(chain)}: does it use BROWNOUT_MODEL? --models names yours.`,
    failed: (how: string) => `It said: ${how}`,
    nothing: 'nothing; a call was never ended',
    help: '  fix: what a program is given, and what it says: docs/judge.md',
  },
}
