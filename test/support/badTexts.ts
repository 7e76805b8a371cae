import type { BadScript } from './badScript.ts'

/** Texts that are no JSON, or JSON that says the same thing twice: no JSON Schema ever sees them. */
export const badTexts: Readonly<Record<string, BadScript>> = {
  'an empty file': {
    text: '',
    what: 'The script is not JSON: expected a value, found nothing.',
    where: 'script.json:1:1',
    mend: 'Mend that line.',
  },
  'a comma too many': {
    text: '{\n  "models": {\n    "a": [],\n  }\n}',
    what: 'The script is not JSON: expected a key in double quotes, found "}".',
    where: 'script.json:4:3',
    mend: 'JSON has no comma before a closing bracket.',
  },
  'a comma too few': {
    text: '{\n  "models": { "a": [] "b": [] }\n}',
    what: 'The script is not JSON: expected a comma or }, found ""b":".',
    where: 'script.json:2:23',
    mend: 'Mend that line.',
  },
  'a comment': {
    text: '{\n  // mine\n  "models": {}\n}',
    what: 'The script is not JSON: expected a key in double quotes, found "//".',
    where: 'script.json:2:3',
    mend: 'JSON has no comments.',
  },
  'single quotes': {
    text: "{ 'models': {} }",
    what: `The script is not JSON: expected a key in double quotes, found "'models':".`,
    where: 'script.json:1:3',
    mend: 'JSON has double quotes only.',
  },
  'half of it': {
    text: '{ "models": { "a": [',
    what: 'The script is not JSON: expected a value, found nothing.',
    where: 'script.json:1:21',
    mend: 'Mend that line.',
  },
  'a key that stands twice': {
    text: '{\n  "models": {\n    "a": [],\n    "b": [],\n    "a": []\n  }\n}',
    what: 'models.a stands twice, on line 3 and on line 5: only the last would count.',
    where: 'script.json:5',
    mend: 'Make one of them, or give the other another name.',
  },
}
