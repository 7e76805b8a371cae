import { tlsExpired } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const twoModelsOneBadCertificate = defineScenario({
  name: 'tls-two-models-one-host',
  family: 'tls',
  requirement: 'Two models behind the same bad certificate are one connection, not two: the next origin is asked.',
  source: 'RFC 9110 section 4.3.4; found by random cases in our own client',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [], 'moonshot-v1-8k': [], 'abab6-chat': [] },
    origins: {
      gateway: { serves: ['deepseek-chat', 'moonshot-v1-8k'], tls: true, rules: [always(tlsExpired({}))] },
      backup: { serves: ['abab6-chat'], tls: true },
    },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['permanent-tls-not-retried', 'answers-as-expected'],
})
