import { endpointsOf } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import type { Scenario } from '../../scenarios/index.ts'
import type { NamedEndpoint } from '../../targets/exec/environment.ts'

const words = messages.errors.judge

/** Reads `--map BACKUP=moonshot-v1-8k` and `--map BACKUP=2`. Throws a `Problem` for what leads nowhere. */
export function namedEndpoints(given: readonly string[], scenarios: readonly Scenario[]): NamedEndpoint[] {
  const models = [...new Set(scenarios.flatMap(({ upstream }) => endpointsOf(upstream).map(({ model }) => model)))]
  const named = given.map((one) => {
    const [, prefix, model] = /^([A-Za-z_]\w*)=(.+)$/.exec(one) ?? []
    if (prefix === undefined || model === undefined) throw new Problem('usage', words.noMap(one))
    if (!models.includes(model) && !/^[1-9]\d?$/.test(model))
      throw new Problem('usage', words.mapUnknown(model, nearest(model, models), models))
    return { prefix, model }
  })
  const twice = named.find(({ prefix }, index) => named.findIndex((one) => one.prefix === prefix) !== index)
  if (twice !== undefined) throw new Problem('usage', words.mapTwice(twice.prefix))
  return named
}
