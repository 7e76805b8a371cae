import { count, number } from '../../format.ts'
import { quoted, type ProblemText } from './problemText.ts'

const expectedInJson = {
  value: 'a value',
  key: 'a key in double quotes',
  colon: 'a colon',
  'comma or }': 'a comma or }',
  'comma or ]': 'a comma or ]',
  'closing quote': 'the closing quote of a string',
  escape: 'an escape that JSON has',
  end: 'the end of the text',
}

const mendsOfJson: readonly (readonly [sign: RegExp, mend: string])[] = [
  [/^[}\]]/, 'JSON has no comma before a closing bracket.'],
  [/^(\/\/|\/\*|#)/, 'JSON has no comments.'],
  [/^'/, 'JSON has double quotes only.'],
]

/** Of a script in JSON. */
export const script = {
  noFile: (file: string): ProblemText => ({
    what: `There is no file ${quoted(file)}.`,
    where: `brownout serve ${file}`,
    mend: 'Give the path of a script, or the name of a scenario: brownout list scenarios',
  }),
  notAFile: (file: string): ProblemText => ({
    what: `${quoted(file)} is no file.`,
    where: `brownout serve ${file}`,
    mend: 'Give the path of a script, or the name of a scenario: brownout list scenarios',
  }),
  tooLarge: (file: string, bytes: number, most: number): ProblemText => ({
    what: `The script has ${number(bytes)} bytes; ${number(most)} is the most.`,
    where: file,
    mend: 'Use fewer rules: one rule with { "first": 1000 } does what a thousand rules do.',
  }),
  notText: (file: string, noun: string): ProblemText => ({
    what: `The ${noun} is not text in UTF-8.`,
    where: file,
    mend: 'Save it as UTF-8.',
  }),
  notJson: (place: string, expected: keyof typeof expectedInJson, found: string, noun: string): ProblemText => ({
    what: `The ${noun} is not JSON: expected ${expectedInJson[expected]}, found ${found === '' ? 'nothing' : quoted(found)}.`,
    where: place,
    mend: mendsOfJson.find(([sign]) => sign.test(found))?.[1] ?? 'Mend that line.',
  }),
  keyTwice: (path: string, file: string, lines: readonly [number, number]): ProblemText => ({
    what: `${path} stands twice, on line ${lines[0]} and on line ${lines[1]}: only the last would count.`,
    where: `${file}:${lines[1]}`,
    mend: 'Make one of them, or give the other another name.',
  }),
  tooManyRules: (place: string, rules: number, most: number): ProblemText => ({
    what: `The script has ${count(rules, 'rule')}; ${number(most)} is the most.`,
    where: place,
    mend: 'Use fewer rules: one rule with { "first": 1000 } does what a thousand rules do.',
  }),
  ownName: (path: string, place: string, name: string): ProblemText => ({
    what: `${path} is called ${quoted(name)}, a name that JavaScript has a use for.`,
    where: place,
    mend: 'Give it another name, or take it out.',
  }),
  servedTwice: (path: string, place: string, model: string, origin: string): ProblemText => ({
    what: `${path} serves ${quoted(model)}, which the origin ${quoted(origin)} serves already.`,
    where: place,
    mend: 'A model lives at one origin: take it out of the other, or give it another name there.',
  }),
  servedByNone: (path: string, place: string, model: string, origin: string): ProblemText => ({
    what: `${path} is served by no origin.`,
    where: place,
    mend: `Add ${quoted(model)} to origins.${origin}.serves, or to those of another origin.`,
  }),
  noTime: (path: string, place: string, [from, to]: readonly [number, number]): ProblemText => ({
    what: `${path} goes from ${number(from)} to ${number(to)}, and so is never.`,
    where: place,
    mend: 'The first number is when it begins, the second when it ends, in ms.',
  }),
}
