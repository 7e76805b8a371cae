import { number } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

/** Of counterexample files. */
export const counterexamples = {
  noFolder: (folder: string, config: string): ProblemText => ({
    what: `There is no folder ${quoted(folder)}.`,
    where: `${config}: counterexamples`,
    mend: 'Give the folder in which counterexamples lie, or leave it out: fixtures/counterexamples is looked for.',
  }),
  tooLarge: (file: string, bytes: number, most: number): ProblemText => ({
    what: `The counterexample has ${number(bytes)} bytes; ${number(most)} is the most.`,
    where: file,
    mend: 'Take it out of the folder: brownout writes none of that size.',
  }),
  otherDay: (place: string, written: string, played: string): ProblemText => ({
    what: `It is called ${written}, but case, target and seed are those of ${played}.`,
    where: place,
    mend: `Was it changed on purpose? Then give it the name ${played}. If not, restore the file.`,
  }),
  twice: (name: string, file: string, other: string): ProblemText => ({
    what: `${name} lies in two files.`,
    where: file,
    mend: `Remove this one or ${other}.`,
  }),
}
