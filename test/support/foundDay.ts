import { foundName, type Case } from '../../src/harness/counterexample/case.ts'
import type { Counterexample } from '../../src/harness/counterexample/counterexample.ts'

/** A day on which the tutorial's client asks three models with the one dead key. */
const given: Case = {
  upstream: {
    models: {
      'deepseek-chat': [{ when: { always: true }, fault: { type: 'invalidApiKey', provider: 'openai' } }],
      'moonshot-v1-8k': [],
    },
  },
  load: { type: 'sequential', calls: 1, pauseMs: 0 },
  expect: { keysOf: { gateway: 'gateway' } },
}

export function foundDay(changes: Partial<Counterexample> = {}): Counterexample {
  const day = {
    schema: 'brownout/counterexample/1',
    invariant: 'dead-credential-not-reused',
    story: 'call 0 used a key that had been refused',
    target: 'tutorial-fallback',
    verdict: 'broke',
    seed: 5,
    historyHash: '0'.repeat(64),
    madeBy: 'v0-1-0',
    case: given,
    ...changes,
  } as const
  return { ...day, name: changes.name ?? foundName(day.case, day.target, day.seed) }
}
