import { expect, test } from 'vitest'
import { benchPlan } from '../../../test/support/benchPlan.ts'
import { always, catalogue, first } from '../../faults/index.ts'
import { mockScript } from './mockScript.ts'

const { rateLimit, tlsExpired } = catalogue
const plan = benchPlan({ workload: { ...benchPlan().workload, maxTokens: 200 } })

test('each model answers at the pace of the models table; one that it does not know at a round figure', () => {
  const models = [...plan.models.slice(0, 2), { id: 'mine', price: null, pricedOn: null }]
  const script = mockScript({ ...plan, models }, null)
  expect(Object.keys(script.models)).toEqual(['deepseek-chat', 'moonshot-v1-8k', 'mine'])
  const paces = Object.values(script.models).map(([rule]) => rule!.fault)
  expect(paces.map((fault) => (fault as { ttftMs?: { medianMs: number } }).ttftMs!.medianMs)).toEqual([45, 60, 80])
  expect(paces[0]).toMatchObject({
    type: 'pace',
    interTokenMs: { medianMs: 20 },
    tokens: { median: 100 },
    countsPrompt: true,
  })
  expect(script.origins).toBeUndefined()
})

test('the rules of a scenario bend the models of the plan, in their order, and the places move with them', () => {
  const storm = first(3, rateLimit({ retryAfterSeconds: 2 }))
  const script = mockScript(plan, {
    models: { cheap: [storm], dear: [] },
    origins: {
      near: { serves: ['dear'], tls: true, rules: [always(tlsExpired({}))] },
      far: { serves: ['nobody'] },
    },
  })
  expect(script.models['deepseek-chat']!.map(({ fault }) => fault.type)).toEqual(['rateLimit', 'pace'])
  expect(script.models['moonshot-v1-8k']!.map(({ fault }) => fault.type)).toEqual(['pace'])
  expect(script.models['abab6-chat']!.map(({ fault }) => fault.type)).toEqual(['pace'])
  expect(script.origins).toEqual({ near: { serves: ['moonshot-v1-8k'], tls: true, rules: [always(tlsExpired({}))] } })
})
