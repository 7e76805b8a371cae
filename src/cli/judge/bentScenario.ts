import { endpointsOf, type Script } from '../../faults/index.ts'
import { callers } from '../../load/index.ts'
import type { Scenario } from '../../scenarios/index.ts'

/** A scenario as it is put to this program: under the names of its own models, and with so many callers at once. */
export function bentScenario(
  scenario: Scenario,
  {
    models = [],
    concurrency = 1,
  }: { readonly models?: readonly string[] | undefined; readonly concurrency?: number | undefined },
): Scenario {
  const { upstream, load } = scenario
  const isCrowd = concurrency > 1 && load.type === 'sequential'
  const { calls, pauseMs = 0 } = load as { readonly calls?: number; readonly pauseMs?: number }
  return {
    ...scenario,
    upstream: models.length === 0 ? upstream : renamed(upstream, models),
    load: isCrowd ? callers({ callers: concurrency, calls: calls ?? 1, pauseMs }) : load,
  }
}

/** The chain's models in their order take the names that the program asks for; what is left over keeps its own. */
function renamed({ models, origins }: Script, names: readonly string[]): Script {
  const chain = endpointsOf(origins === undefined ? { models } : { models, origins }).map(({ model }) => model)
  const nameOf = (model: string) => names[chain.indexOf(model)] ?? model
  return {
    models: Object.fromEntries(Object.entries(models).map(([model, rules]) => [nameOf(model), rules])),
    ...(origins === undefined
      ? {}
      : {
          origins: Object.fromEntries(
            Object.entries(origins).map(([name, origin]) => [name, { ...origin, serves: origin.serves.map(nameOf) }]),
          ),
        }),
  }
}
