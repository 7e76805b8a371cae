import { readFileSync } from 'node:fs'
import { tlsWrongHost } from '../../src/faults/catalogue/index.ts'
import { always } from '../../src/faults/index.ts'
import { sequential } from '../../src/load/index.ts'
import { quick } from '../../src/scenarios/policies.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'

const asAlways = {
  family: 'random',
  source: 'Found by random cases, shrunk.',
  strength: 'must',
  exercises: [],
} as const

/** Recorded days are long: they stand in files of their own. */
function fromFile(name: string): Scenario {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Scenario
}

/** Cases in which random search once found our client wrong; they are played before any new one. */
export const onceWrong: readonly Scenario[] = [
  {
    ...asAlways,
    name: 'one-certificate-for-two-models',
    requirement: 'A bad certificate belongs to the origin: the next model there is not asked.',
    upstream: {
      models: { 'deepseek-chat': [], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat', 'moonshot-v1-8k'], tls: true, rules: [always(tlsWrongHost({}))] },
      },
    },
    load: sequential({ calls: 1 }),
    expect: { ...quick, answeredAtMost: 0 },
  },
  fromFile('paidRetryPutOff'),
]
