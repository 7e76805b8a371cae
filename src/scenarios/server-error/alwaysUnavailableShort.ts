import { overloaded } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const alwaysUnavailableShort = defineScenario({
  name: 'always-503-short',
  family: 'server-error',
  requirement: 'The same on a short leash: the deadline passes while the client backs off.',
  source: 'gRPC A6',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [always(overloaded({}))], 'moonshot-v1-8k': [always(overloaded({}))] },
  },
  load: sequential({ calls: 2 }),
  expect: { ...quick, deadlineMs: 250, backoff: { initialMs: 200, capMs: 400 }, answeredAtMost: 0 },
  exercises: ['attempts-bounded', 'no-wait-after-last-attempt', 'deadline-kept'],
})
