import type { PlanInput } from './planInput.ts'
import type { Loss } from './planReport.ts'
import { modelsLost, type Lost } from './planScript.ts'
import { searchSustained, type SearchRequest } from './sustained.ts'

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
export async function findLosses(
  request: SearchRequest & { readonly input: PlanInput },
  onPart: (part: Lost) => void = () => {},
): Promise<Loss[]> {
  const { input } = request
  const known = new Map<string, Awaited<ReturnType<typeof searchSustained>>['sustained']>()
  const losses: Loss[] = []
  for (const lost of partsOf(input)) {
    const models = modelsLost(input.models, lost).map(({ id }) => id)
    const key = JSON.stringify(models)
    let sustained = known.get(key)
    if (sustained === undefined) {
      onPart(lost)
      sustained = (await searchSustained({ ...request, lost })).sustained
      known.set(key, sustained)
    }
    const fitsDemand = input.demand === null ? null : sustained.perSecond >= input.demand.peakPerSecond
    losses.push({ kind: lost.kind, name: lost.name, models, fitsDemand, ...sustained })
  }
  return losses
}
