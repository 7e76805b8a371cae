import { invalidApiKey, latency } from '../../faults/catalogue/index.ts'
import { always, during } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const refused = during(0, 300, invalidApiKey({}))
const good = always(latency({ delayMs: 10 }))

const days = [
  [
    'cooldown-ends',
    'A key that was refused for a moment is used again when its cooldown is over: the first model gets its calls back.',
    {
      models: { 'deepseek-chat': [refused, good], 'moonshot-v1-8k': [good] },
      origins: { gateway: { serves: ['deepseek-chat'] }, backup: { serves: ['moonshot-v1-8k'] } },
    },
    1,
  ],
  [
    'cooldown-ends-alone',
    'The only key is refused for a moment: calls fail while it cools, and are answered again afterwards.',
    { models: { 'deepseek-chat': [refused, good] } },
    0.4,
  ],
] as const

export const cooldownEnds = days.map(([name, requirement, upstream, answeredAtLeast]) =>
  defineScenario({
    name,
    family: 'cooldown',
    requirement,
    source: 'AxonHub #1632: a channel that had recovered was never used again; LiteLLM cooldown_time',
    strength: 'should',
    upstream,
    load: sequential({ calls: 40, pauseMs: 75 }),
    expect: { ...quick, credentialCooldownMs: 500, answeredAtLeast },
    exercises: ['cooldown-honest', 'dead-credential-not-reused', 'answers-as-expected'],
  }),
)
