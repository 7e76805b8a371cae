import { quotaExhausted } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const quotaHard = defineScenario({
  name: 'quota-hard',
  family: 'cooldown',
  requirement:
    'A key without money is left alone by every call from the first refusal on, whatever status it comes in, and nobody backs off first.',
  source:
    'litellm #37592: 400 and 402 were never cooled down; software-agent-sdk #4936: the whole backoff was sat out before the fallback',
  strength: 'must',
  upstream: {
    models: {
      'deepseek-chat': [always(quotaExhausted({ provider: 'deepseek' }))],
      'moonshot-v1-8k': [],
      'gpt-4.1': [always(quotaExhausted({ provider: 'openai' }))],
      'abab6-chat': [],
    },
    origins: {
      first: { serves: ['deepseek-chat', 'moonshot-v1-8k'] },
      second: { serves: ['gpt-4.1'] },
      third: { serves: ['abab6-chat'] },
    },
  },
  load: sequential({ calls: 3, pauseMs: 50 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'attempts-bounded', 'answers-as-expected'],
})
