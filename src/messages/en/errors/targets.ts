import type { ProblemText } from './problemText.ts'

/** Of clients under test. */
export const targets = {
  ownNetwork: (target: string): ProblemText => ({
    what: `${target} has a network of its own, and random days are played on the virtual clock.`,
    where: `brownout explore --target ${target}`,
    mend: `Play it on real sockets: brownout test --target ${target} --world loopback`,
  }),
  notReady: (target: string, why: string): ProblemText => ({
    what: `${target} cannot be played here: ${why}`,
    where: `--target ${target}`,
    mend: 'Put right what it says, or leave the target out.',
  }),
}
