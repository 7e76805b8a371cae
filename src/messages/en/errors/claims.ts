import type { ProblemText } from './problemText.ts'

/** Runs that no claim is judged by. */
export const claims = {
  notLive: (folder: string, world: string): ProblemText => ({
    what: `That run was not live (${world}): a mock that is fed from the claims proves none of them.`,
    where: `brownout claims ${folder}`,
    mend: 'Give a run of brownout bench --live, or none: what is arithmetic is judged without.',
  }),
  bent: (folder: string, scenario: string): ProblemText => ({
    what: `That run was bent by the scenario ${scenario}: its latencies say nothing of the provider.`,
    where: `brownout claims ${folder}`,
    mend: 'Give a run without --scenario.',
  }),
}
