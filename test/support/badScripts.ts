import { badNames } from './badNames.ts'
import { one, rule, type BadScript } from './badScript.ts'
import { hugeScripts } from './hugeScripts.ts'

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
  ...badNames,
  ...hugeScripts,
}
