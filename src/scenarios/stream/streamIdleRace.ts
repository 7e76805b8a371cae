import { latency } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const streamIdleRace = defineScenario({
  name: 'stream-idle-race',
  family: 'stream',
  requirement:
    'An event that has come already is handed on before any idle limit may pass: that the reader is slow is no silence of the server.',
  source:
    'gajae-code PR #425: the timer fired before the buffered event was delivered, a false stall and a second answer',
  strength: 'should',
  upstream: {
    models: { 'deepseek-chat': [always(latency({ delayMs: 20 }))], 'moonshot-v1-8k': [] },
  },
  load: sequential({ calls: 1 }),
  caller: { stream: true, readerDelayMs: 150 },
  expect: { ...quick, timeouts: { ...quick.timeouts, byteIdleMs: 100, tokenIdleMs: 100 }, answeredAtLeast: 1 },
  exercises: ['token-idle-sees-tokens', 'output-from-one-attempt', 'answers-as-expected'],
})
