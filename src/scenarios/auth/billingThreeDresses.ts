import { providerAnswer } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

export const billingThreeDresses = defineScenario({
  name: 'billing-three-dresses',
  family: 'auth',
  requirement: 'An empty purse is one and the same as 200, as 429 and as 500: no key of the three is used again.',
  source: 'MiniMax-M2#62 (500), modelscope#1691 (429), cherry-studio#11287 (200)',
  strength: 'should',
  upstream: {
    models: {
      'abab6-chat': [always(providerAnswer({ answer: 'minimax.quotaExhausted' }))],
      'minimax-m2': [always(providerAnswer({ answer: 'minimax.balanceAs429' }))],
      'minimax-m2.7': [always(providerAnswer({ answer: 'minimax.balanceAs500' }))],
      'deepseek-chat': [],
    },
    origins: {
      minimax: { serves: ['abab6-chat'] },
      modelscope: { serves: ['minimax-m2'] },
      anthropic: { serves: ['minimax-m2.7'] },
      gateway: { serves: ['deepseek-chat'] },
    },
  },
  load: sequential({ calls: 2, pauseMs: 100 }),
  expect: { ...quick, answeredAtLeast: 1 },
  exercises: ['dead-credential-not-reused', 'success-means-complete', 'answers-as-expected'],
})

const dresses = [
  ['200', 200, 'minimax.quotaExhausted'],
  ['429', 429, 'minimax.balanceAs429'],
  ['500', 500, 'minimax.balanceAs500'],
] as const

/** Each dress alone: the caller is told the same of all three. */
export const billingEachDress = dresses.map(([name, status, answer]) =>
  defineScenario({
    name: `billing-three-dresses-${name}`,
    family: 'auth',
    requirement: 'Whatever status it comes with, an empty purse fails at once, after one request, and as what it is.',
    source: 'MiniMax-M2#62 (500), modelscope#1691 (429), cherry-studio#11287 (200)',
    strength: 'should',
    upstream: { models: { 'abab6-chat': [always(providerAnswer({ answer }))] } },
    load: sequential({ calls: 1 }),
    expect: { ...quick, answeredAtMost: 0, failsWith: { errorClass: 'quota_exhausted', status } },
    exercises: ['dead-credential-not-reused', 'no-wait-after-last-attempt', 'failure-says-why', 'answers-as-expected'],
  }),
)
