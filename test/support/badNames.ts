import { one, rule, type BadScript } from './badScript.ts'

/** Names that models, origins and options cannot have. */
export const badNames: Readonly<Record<string, BadScript>> = {
  ...Object.fromEntries(
    [
      '../../etc/passwd',
      'a/../b',
      '/etc/passwd',
      'a\\b',
      'a\u0000b',
      'a\u001b[2Jb',
      'a\u202eb',
      'a b',
      '',
      'a//b',
      '.ssh',
    ].map((name) => [
      `a model called ${JSON.stringify(name)}`,
      {
        text: JSON.stringify({ models: { [name]: [] } }),
        what: `models holds "${name}", expected a name of up to 200 letters, `,
        where: 'script.json:1',
        mend: 'Give it another name.',
      },
    ]),
  ),
  ...Object.fromEntries(
    ['..', 'a/b', 'a.b', 'a:80', 'a\r\nx: y', 'a\u0000'].map((name) => [
      `an origin called ${JSON.stringify(name)}`,
      {
        text: JSON.stringify({ models: { a: [] }, origins: { [name]: { serves: ['a'] } } }),
        what: `origins holds "${name}", expected a name of up to 63 letters, `,
        where: 'script.json:1',
        mend: 'Give it another name.',
      },
    ]),
  ),
  'a model with an endless name': {
    text: JSON.stringify({ models: { ['x'.repeat(1_000_000)]: [] } }),
    what: `models holds "${'x'.repeat(80)}…", expected a name of up to 200 letters, `,
    where: 'script.json:1',
    mend: 'Give it another name.',
  },
  ...Object.fromEntries(
    ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'].flatMap((name): [string, BadScript][] => [
      [
        `a model called ${name}`,
        {
          text: `{ "models": {\n "${name}": [] } }`,
          what: `models.${name} is called "${name}", a name that JavaScript has a use for.`,
          where: 'script.json:2',
          mend: 'Give it another name',
        },
      ],
      [
        `${name} in a fault`,
        {
          text: one(rule(`{ "type": "noHeaders", "${name}": { "delayMs": 5 } }`)),
          what: `models.deepseek-chat[0].fault.${name} is called "${name}", a name that JavaScript has a use for.`,
          where: 'script.json:4',
          mend: 'Give it another name',
        },
      ],
    ]),
  ),
}
