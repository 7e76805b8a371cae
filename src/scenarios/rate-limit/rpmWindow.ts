import { constant } from '../../load/index.ts'
import { standard } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const rpmWindow = defineScenario({
  name: 'rpm-window',
  family: 'rate-limit',
  requirement: 'Ten requests a minute means ten in every sliding minute, not ten before and ten after the full minute.',
  source: 'node-rate-limiter #25; the tutorial clears its list every 60 s: 20 requests in 10 s',
  strength: 'must',
  upstream: {
    models: { 'deepseek-chat': [] },
  },
  load: constant({ calls: 20, everyMs: 500, fromMs: 55_000 }),
  expect: { ...standard, deadlineMs: 90_000, rpm: 10, answeredAtLeast: 1 },
  exercises: ['rate-limit-kept', 'answers-as-expected', 'queue-work-conserving'],
})
