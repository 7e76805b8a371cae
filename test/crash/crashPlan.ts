import { manifestOf, samplePlan } from '../support/benchManifest.ts'

/** Three quarters of a second of calls, closer together than a disk answers. */
export const plannedCalls = 1_500
export const crashManifest = manifestOf({
  ...samplePlan,
  models: [{ id: 'a', price: null, pricedOn: null }],
  load: { type: 'constant', calls: plannedCalls, everyMs: 0.5 },
})
