import { invalidApiKey } from '../../faults/catalogue/index.ts'
import { after } from '../../faults/index.ts'
import { constant } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const authRevokedMidrun = defineScenario({
  name: 'auth-revoked-midrun',
  family: 'auth',
  requirement: 'A key that is revoked in the middle of the traffic is used no more within one request.',
  source: 'RFC 9110 section 15.5.2',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [after(5, invalidApiKey({}))], 'moonshot-v1-8k': [] },
    origins: { gateway: { serves: ['deepseek-chat'] }, backup: { serves: ['moonshot-v1-8k'] } },
  },
  load: constant({ calls: 20, everyMs: 50 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'answers-as-expected'],
})
