import { errorPage } from '../../faults/catalogue/index.ts'
import { first } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const pages = [
  ['502-html', { status: 502 }],
  ['502-html-nginx', { status: 502, form: 'nginx' }],
  ['504-html', { status: 504 }],
  ['520-html', { status: 520 }],
  ['521-html', { status: 521 }],
  ['522-html', { status: 522 }],
  ['523-html', { status: 523 }],
  ['524-html', { status: 524 }],
] as const

/** Two web pages where JSON was due, then an answer. */
export const gatewayPages = pages.map(([name, page]) =>
  defineScenario({
    name,
    family: 'server-error',
    requirement:
      'The web page of a gateway is a passing error like any other: tried again, never parsed, never an answer.',
    source: 'letta-code#1179, pi#6673: the page crashes JSON.parse, or is shown to the user',
    strength: 'should',
    upstream: { models: { 'deepseek-chat': [first(2, errorPage(page))] } },
    load: sequential({ calls: 2 }),
    expect: { ...quick, answeredAtLeast: 1 },
    exercises: ['backoff-in-envelope', 'attempts-bounded', 'success-means-complete', 'answers-as-expected'],
  }),
)
