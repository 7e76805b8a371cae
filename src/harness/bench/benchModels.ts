import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { priceOf, readModels, type ModelFacts } from '../../protocol/models.ts'
import { Problem } from '../problem.ts'
import { countOf, type Count } from './amounts.ts'
import type { BenchModel, BenchWorld } from './benchPlan.ts'
import type { ConfiguredModel } from './benchSettings.ts'

const words = messages.errors.bench

/** A model that could be benchmarked. */
interface Candidate {
  readonly model: BenchModel
  /** What it may be called, beside its id. */
  readonly name: string
  /** Whether a provider would know it: a table may tell of a model and not say how a request names it. */
  readonly hasId: boolean
}

/**
 * The models of a benchmark, in the order in which they are named. `asked` are ids or names, of `configured` or else of
 * the models table; all of them unless given. Throws a `Problem` for one that is not there, and live for one without id.
 */
export function benchModels(
  configured: readonly ConfiguredModel[] | undefined,
  asked: readonly string[] | undefined,
  world: BenchWorld,
): readonly BenchModel[] {
  const candidates = configured?.map(fromConfig) ?? readModels().map(fromTable)
  if (asked === undefined) return candidates.filter(({ hasId }) => world !== 'live' || hasId).map(({ model }) => model)
  const chosen = asked.map((name) => {
    const found = candidates.find(
      (one) => spelled(one.model.id) === spelled(name) || spelled(one.name) === spelled(name),
    )
    const ids = candidates.map(({ model }) => model.id)
    if (found === undefined) throw new Problem('usage', words.unknownModel(name, nearest(name, ids), ids))
    if (world === 'live' && !found.hasId) throw new Problem('usage', words.noId(found.name))
    return found.model
  })
  return [...new Set(chosen)]
}

/** "Claude Sonnet 4.5" is easier to type as claude-sonnet-4.5. */
function spelled(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

function fromConfig({ id, price, rpm, tpm }: ConfiguredModel): Candidate {
  const { asOf = null, ...perMillion } = price ?? {}
  const model = { id, price: price === undefined ? null : (perMillion as BenchModel['price']), pricedOn: asOf }
  return { model: { ...model, ...quota(rpm, tpm) }, name: id, hasId: true }
}

/** A model whose id is not told is known to the mock by its name. */
function fromTable(facts: ModelFacts): Candidate {
  const { id, name, date, maxRpm } = facts
  const model = { id: id ?? name, price: priceOf(facts), pricedOn: date, ...quota(maxRpm ?? undefined, undefined) }
  return { model, name, hasId: id !== null }
}

function quota(rpm: Count | undefined, tpm: Count | undefined): Pick<BenchModel, 'rpm' | 'tpm'> {
  const given = { rpm: rpm === undefined ? undefined : countOf(rpm), tpm: tpm === undefined ? undefined : countOf(tpm) }
  return {
    ...(given.rpm === undefined ? {} : { rpm: given.rpm }),
    ...(given.tpm === undefined ? {} : { tpm: given.tpm }),
  }
}
