import { list } from '../../format.ts'
import { didYouMean, quoted, type ProblemText } from './problemText.ts'

export const judge = {
  noExec: (): ProblemText => ({
    what: 'brownout judge needs the program to judge.',
    where: 'brownout judge',
    mend: "For example: brownout judge --exec 'python3 app.py'",
  }),
  noPosix: (): ProblemText => ({
    what: 'Programs are ended by their process group, which this system does not have.',
    where: `brownout judge on ${process.platform}`,
    mend: 'Run it on Linux, on macOS, or in WSL. brownout serve --judge works everywhere.',
  }),
  notFound: (command: string, said: string): ProblemText => ({
    what: `The shell cannot run it: ${said}`,
    where: `--exec ${quoted(command)}`,
    mend: 'Try the command in a shell in this folder.',
  }),
  failsOnGoodDay: (command: string, why: string): ProblemText => ({
    what: `On a good day the program gives no answer, so a bad one says nothing. ${why}`,
    where: `--target ${quoted(`exec:${command}`)}`,
    mend: 'What a program is given, and what it says: docs/judge.md',
  }),
  noProtocol: (found: string): ProblemText => ({
    what: `There is no protocol ${quoted(found)}.`,
    where: `brownout judge --protocol ${found}`,
    mend: 'lines, none, or auto (the default): docs/judge.md',
  }),
  noMap: (found: string): ProblemText => ({
    what: `--map gives a name to a model of the chain; found ${quoted(found)}.`,
    where: `brownout judge --map ${found}`,
    mend: 'For example: --map BACKUP=moonshot-v1-8k, or --map BACKUP=2 for the second of the chain, whatever its name.',
  }),
  mapTwice: (name: string): ProblemText => ({
    what: `--map gives the name ${quoted(name)} twice.`,
    where: `brownout judge --map ${name}=…`,
    mend: 'Each name once.',
  }),
  mapUnknown: (model: string, nearest: string | undefined, all: readonly string[]): ProblemText => ({
    what: `No scenario that was asked for has a model ${quoted(model)}.`,
    where: `brownout judge --map …=${model}`,
    mend: didYouMean(nearest, `There are ${list(all)}; or a place in the chain, from 1.`),
  }),
  noSkew: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a length of time with a unit (ms, s, m, h, d) and a sign; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag}=+2h, ${flag}=-90s`,
  }),
  noSkewHere: (command: string, looked: readonly string[]): ProblemText => ({
    what: 'The clock of a program that is not Node can only be set by libfaketime, which is not here.',
    where: `--clock-skew with --exec ${quoted(command)}`,
    mend: `Install it (apt-get install faketime); it is looked for at ${list(looked)}.`,
  }),
}
