import { list, number } from '../../format.ts'
import { didYouMean, quoted, type ProblemText } from './problemText.ts'

const example = '{ "prompt": "What is a JWT?", "max_tokens": 128 }'

/** Of what a benchmark asks. */
export const workload = {
  noFile: (file: string, nearest: string | undefined, known: readonly string[]): ProblemText => ({
    what: `There is no workload and no file ${quoted(file)}.`,
    where: `--workload ${file}`,
    mend: didYouMean(nearest, `There are ${list(known)}, or the path of a file with a prompt a line: ${example}`),
  }),
  notAFile: (file: string): ProblemText => ({
    what: `${quoted(file)} is no file.`,
    where: `--workload ${file}`,
    mend: `Give the path of a file with a prompt a line: ${example}`,
  }),
  tooLarge: (file: string, bytes: number, most: number): ProblemText => ({
    what: `The file of prompts has ${number(bytes)} bytes; ${number(most)} is the most.`,
    where: file,
    mend: 'Take a part of it: prompts are asked in turn, and what comes after the last one is the first again.',
  }),
  tooMany: (file: string, most: number): ProblemText => ({
    what: `The file has more than ${number(most)} prompts.`,
    where: file,
    mend: 'Take a part of it: prompts are asked in turn, and what comes after the last one is the first again.',
  }),
  empty: (file: string): ProblemText => ({
    what: 'The file holds no prompt.',
    where: file,
    mend: `A prompt a line, for example: ${example}`,
  }),
  keyTwice: (path: string, place: string): ProblemText => ({
    what: `${path} stands twice on this line: only the last would count.`,
    where: place,
    mend: 'Take one of them out.',
  }),
  oneOfBoth: (place: string, hasBoth: boolean): ProblemText => ({
    what: hasBoth ? 'A prompt has both messages and prompt.' : 'A prompt has neither messages nor prompt.',
    where: place,
    mend: hasBoth ? 'Keep one of them.' : `For example: ${example}`,
  }),
}
