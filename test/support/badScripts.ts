/** What is wrong with a script, and where, as a problem says it; the file is called script.json. */
export interface BadScript {
  readonly text: string
  readonly what: string
  readonly where: string
  readonly mend: string
  /** The JSON Schema does not see it: names that lead nowhere, times the wrong way round, how much there is in all. */
  readonly beyondSchema?: true
}

const rule = (fault: string, when = '{ "always": true }') => `{ "when": ${when}, "fault": ${fault} }`
const one = (...rules: string[]) =>
  `{\n  "models": {\n    "deepseek-chat": [\n      ${rules.join(',\n      ')}\n    ]\n  }\n}`
const origins = (text: string) => `{\n  "models": { "a": [], "b": [] },\n  "origins": {\n    ${text}\n  }\n}`
const late = rule('{ "type": "latency", "delayMs": 5 }')

/** Each with the one thing that is wrong with it. */
export const badScripts: Readonly<Record<string, BadScript>> = {
  'a fault that nobody knows': {
    text: one(late, rule('{ "type": "latncy", "delayMs": 5 }')),
    what: 'models.deepseek-chat[1].fault.type names the fault "latncy", which does not exist.',
    where: 'script.json:5',
    mend: 'Did you mean latency? ',
  },
  'a fault without a type': {
    text: one(rule('{ "delayMs": 5 }')),
    what: 'models.deepseek-chat[0].fault.type is missing: it is a string.',
    where: 'script.json:4',
    mend: 'Add models.deepseek-chat[0].fault.type.',
  },
  'a fault of connections under a model': {
    text: one(rule('{ "type": "connectionRefused" }')),
    what: 'models.deepseek-chat[0].fault is connectionRefused, which bends connections, not exchanges.',
    where: 'script.json:4',
    mend: 'Put the rule under an origin: origins.<name>.rules',
  },
  'a fault of exchanges under an origin': {
    text: origins(`"gateway": { "serves": ["a", "b"], "rules": [${late}] }`),
    what: 'origins.gateway.rules[0].fault is latency, which bends exchanges, not connections.',
    where: 'script.json:4',
    mend: 'Put the rule under a model: models.<name>',
  },
  'a word for a number': {
    text: one(late, late, rule('{ "type": "latency",\n        "delayMs": "60" }')),
    what: 'models.deepseek-chat[2].fault.delayMs is "60", expected a number.',
    where: 'script.json:7',
    mend: 'Give a number.',
  },
  'a time before the start': {
    text: one(rule('{ "type": "latency", "delayMs": -1 }')),
    what: 'models.deepseek-chat[0].fault.delayMs is -1, expected milliseconds from 0.',
    where: 'script.json:4',
    mend: 'Give milliseconds from 0.',
  },
  'a time without end': {
    text: one(rule('{ "type": "latency", "delayMs": 1e999 }')),
    what: 'models.deepseek-chat[0].fault.delayMs is Infinity, expected milliseconds up to a day.',
    where: 'script.json:4',
    mend: 'Give milliseconds up to a day.',
  },
  'a window before the start': {
    text: one(rule('{ "type": "noHeaders" }', '{ "during": [-5, 10] }')),
    what: 'models.deepseek-chat[0].when.during[0] is -5, expected milliseconds from 0.',
    where: 'script.json:4',
    mend: 'Give milliseconds from 0.',
  },
  'a window the wrong way round': {
    text: one(rule('{ "type": "noHeaders" }', '{ "during": [2000, 1000] }')),
    what: 'models.deepseek-chat[0].when.during goes from 2,000 to 1,000, and so is never.',
    where: 'script.json:4',
    mend: 'The first number is when it begins',
    beyondSchema: true,
  },
  'half a request': {
    text: one(rule('{ "type": "noHeaders" }', '{ "first": 1.5 }')),
    what: 'models.deepseek-chat[0].when.first is 1.5, expected a whole number from 0.',
    where: 'script.json:4',
    mend: 'Give a whole number from 0.',
  },
  'more than certain': {
    text: one(rule('{ "type": "noHeaders" }', '{ "probability": 2 }')),
    what: 'models.deepseek-chat[0].when.probability is 2, expected a number from 0 to 1.',
    where: 'script.json:4',
    mend: 'Give a number from 0 to 1.',
  },
  'a condition that is none': {
    text: one(rule('{ "type": "noHeaders" }', '{ "frist": 1 }')),
    what: 'models.deepseek-chat[0].when is an object, expected one of { always: true }, ',
    where: 'script.json:4',
    mend: 'Give one of { always: true }, ',
  },
  'two conditions at once': {
    text: one(rule('{ "type": "noHeaders" }', '{ "first": 1, "always": true }')),
    what: 'models.deepseek-chat[0].when is an object, expected one of { always: true }, ',
    where: 'script.json:4',
    mend: 'Give one of { always: true }, ',
  },
  'a choice that does not exist': {
    text: one(rule('{ "type": "rateLimit", "provider": "openia" }')),
    what: 'models.deepseek-chat[0].fault.provider is "openia", expected "openai" or ',
    where: 'script.json:4',
    mend: 'Did you mean openai? ',
  },
  'an option that does not exist': {
    text: one(rule('{ "type": "latency", "delayms": 5 }')),
    what: 'There is no setting models.deepseek-chat[0].fault.delayms.',
    where: 'script.json:4',
    mend: 'Did you mean delayMs? Known here: type and delayMs.',
  },
  'an option that is missing': {
    text: one(rule('{ "type": "latency" }')),
    what: 'models.deepseek-chat[0].fault.delayMs is missing: it is a number.',
    where: 'script.json:4',
    mend: 'Add models.deepseek-chat[0].fault.delayMs.',
  },
  'a key that does not exist': {
    text: '{\n  "modles": {}\n}',
    what: 'There is no setting modles.',
    where: 'script.json:2',
    mend: 'Did you mean models? Known here: $schema, models and origins.',
  },
  'no models': {
    text: '{ "models": {} }',
    what: 'models holds 0, expected at least one model.',
    where: 'script.json:1',
    mend: 'Give at least one model.',
  },
  'a list for the whole': {
    text: '[]',
    what: 'The whole of it is a list, expected an object.',
    where: 'script.json',
    mend: 'Give an object.',
  },
  nothing: {
    text: 'null',
    what: 'The whole of it is null, expected an object.',
    where: 'script.json',
    mend: 'Give an object.',
  },
  'an object for the rules': {
    text: '{ "models": { "a": {} } }',
    what: 'models.a is an object, expected a list.',
    where: 'script.json:1',
    mend: 'Give a list.',
  },
  'a list for the models': {
    text: '{ "models": [[]] }',
    what: 'models is a list, expected an object.',
    where: 'script.json:1',
    mend: 'Give an object.',
  },
  'an origin that serves nothing': {
    text: origins('"far": { "serves": [] }'),
    what: 'origins.far.serves holds 0, expected at least one model.',
    where: 'script.json:4',
    mend: 'Give at least one model.',
  },
  'an origin that serves what is not there': {
    text: origins('"far": { "serves": ["b", "c"] }'),
    what: 'origins.far.serves[1] names the model "c", which does not exist.',
    where: 'script.json:4',
    mend: 'There are a and b.',
    beyondSchema: true,
  },
  'an origin that serves what every object has': {
    text: origins('"far": { "serves": ["toString"] }'),
    what: 'origins.far.serves[0] names the model "toString", which does not exist.',
    where: 'script.json:4',
    mend: 'There are a and b.',
    beyondSchema: true,
  },
  'a model that is served twice': {
    text: origins('"far": { "serves": ["a"] },\n    "near": { "serves": ["b",\n      "a"] }'),
    what: 'origins.near.serves[1] serves "a", which the origin "far" serves already.',
    where: 'script.json:6',
    mend: 'A model lives at one origin',
    beyondSchema: true,
  },
  'a model that two rules claim': {
    text: origins('"gateway": { "serves": ["a"], "tls": true }'),
    what: 'models.b is served by no origin.',
    where: 'script.json:2',
    mend: 'Add "b" to origins.gateway.serves',
    beyondSchema: true,
  },
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
  'a million rules': {
    text: `{"models":{"a":[${Array.from({ length: 1_000_000 }, () => '{}').join(',')}]}}`,
    what: 'The script has 1,000,000 rules; 10,000 is the most.',
    where: 'script.json',
    mend: 'Use fewer rules',
    beyondSchema: true,
  },
  'a million rules, over all models and origins': {
    text: JSON.stringify({
      models: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`m${index}`, Array(6).fill({})])),
      origins: { far: { serves: ['m1'], rules: Array(5_000).fill({}) } },
    }),
    what: 'The script has 10,400 rules; 10,000 is the most.',
    where: 'script.json',
    mend: 'Use fewer rules',
    beyondSchema: true,
  },
  'more models than one can mean': {
    text: JSON.stringify({
      models: Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`m${index}`, []])),
    }),
    what: 'models holds 1001, expected up to 1,000 models.',
    where: 'script.json:1',
    mend: 'Give up to 1,000 models.',
  },
  'a hundred thousand lists in each other': {
    text: `{"models":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    what: 'models.a[0] is a list, expected an object.',
    where: 'script.json:1',
    mend: 'Give an object.',
  },
}

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
