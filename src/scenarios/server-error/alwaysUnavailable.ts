import { overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const alwaysUnavailable = defineScenario({
  name: 'always-503',
  family: 'server-error',
  requirement:
    'When nothing answers, the call ends within its deadline, with bounded attempts, and tells what happened.',
  source: 'gRPC A6; Google SRE book: deadlines',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(overloaded({}))],
      'moonshot-v1-8k': [always(overloaded({}))],
      'abab6-chat': [always(overloaded({}))],
    },
  },
  load: sequential({ calls: 3, pauseMs: 500 }),
  expect: { ...standard, deadlineMs: 10_000, answeredAtMost: 0 },
  exercises: [
    'attempts-bounded',
    'no-wait-after-last-attempt',
    'deadline-kept',
    'answers-as-expected',
    'idempotency-key-kept',
    'one-retrying-layer',
    'failure-says-why',
  ],
})
