import { messages } from '../../messages/index.ts'
import type { PlanInput } from './planInput.ts'
import type { Loss } from './planReport.ts'
import { modelsLost, type Lost } from './planScript.ts'
import type { Play } from './players.ts'
import { searchSustained, type Searched } from './sustained.ts'

/** Every part that can be lost: each model, each credential, each origin. */
function partsOf({ models }: Pick<PlanInput, 'models'>): Lost[] {
  const names = (of: 'credential' | 'origin') => [...new Set(models.map((model) => model[of]))]
  return [
    ...models.map(({ id }): Lost => ({ kind: 'model', name: id })),
    ...names('credential').map((name): Lost => ({ kind: 'credential', name })),
    ...names('origin').map((name): Lost => ({ kind: 'origin', name })),
  ]
}

/** What is left when one part is lost for good (N-1). Parts that take the same models with them are simulated once. */
export function findLosses(input: PlanInput, play: Play): Promise<Loss[]> {
  const known = new Map<string, Promise<Searched>>()
  return Promise.all(
    partsOf(input).map(async (lost): Promise<Loss> => {
      const models = modelsLost(input.models, lost).map(({ id }) => id)
      const key = JSON.stringify(models)
      let search = known.get(key)
      if (search === undefined) {
        const step = messages.plan.steps.loss(lost.name)
        known.set(key, (search = searchSustained({ input, lost, play, stepOf: () => step })))
      }
      const { sustained } = await search
      const fitsDemand = input.demand === null ? null : sustained.perSecond >= input.demand.peakPerSecond
      return { kind: lost.kind, name: lost.name, models, fitsDemand, ...sustained }
    }),
  )
}
