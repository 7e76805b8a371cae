import { latency, serverError } from '../../faults/catalogue/index.ts'
import { probability, always } from '../../faults/index.ts'
import { poisson } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const randomErrors = defineScenario({
  name: '500-random',
  family: 'server-error',
  requirement: 'With a third of the answers a 500, backoff is exponential with full jitter and all calls are answered.',
  source: 'AWS Architecture Blog 2015: exponential backoff and jitter',
  strength: 'should',
  upstream: {
    models: {
      'deepseek-chat': [probability(0.35, serverError({ provider: 'deepseek' })), always(latency({ delayMs: 45 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
    },
  },
  load: poisson({ perSecond: 15, durationMs: 60_000 }),
  // Backoffs that may take longer than a second in all would send a patient client to the other model before they grow.
  expect: { ...standard, backoff: { initialMs: 250, capMs: 8_000 }, answeredAtLeast: 1 },
  exercises: ['backoff-in-envelope', 'attempts-bounded', 'answers-as-expected'],
})
