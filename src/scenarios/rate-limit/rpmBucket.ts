import { quota } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { burst } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const rpmBucket = defineScenario({
  name: 'rpm-bucket',
  family: 'rate-limit',
  requirement:
    'Two hundred calls at sixty a minute: at least 95 % of the quota is used, and no more than 2 % of the requests are refused.',
  source: 'OpenAI rate limits guide; Portkey gateway: work-conserving limiters',
  strength: 'should',
  upstream: { models: { 'deepseek-chat': [always(quota({ rpm: 60 }))] } },
  load: burst({ calls: 200 }),
  // Sixty a minute need 200 s; 95 % of that pace 210 s. With one attempt a call, who is refused has no answer.
  expect: {
    ...standard,
    deadlineMs: 210_000,
    rpm: 60,
    maxAttemptsPerCall: 1,
    answeredAtLeast: 0.98,
    quotaUse: { rpm: 60, usedAtLeast: 0.95, refusedAtMost: 0.02 },
  },
  exercises: ['rate-limit-kept', 'quota-used-well', 'answers-as-expected'],
})
