import { milliseconds } from '../../client/duration.ts'
import { messages } from '../../messages/index.ts'
import { readModels } from '../../protocol/models.ts'
import { countOf } from '../bench/amounts.ts'
import { benchModels } from '../bench/benchModels.ts'
import type { BenchSettings, ConfiguredModel } from '../bench/benchSettings.ts'
import { Problem } from '../problem.ts'
import type { FittedRun } from './fittedRun.ts'
import type { Origin, PlannedModel, PlannedSpan } from './planInput.ts'
import { quotaFor, type QuotaFlags } from './readQuotas.ts'

const resources = ['rpm', 'tpm', 'concurrency'] as const
type Resource = (typeof resources)[number]

/** What is taken where nobody says: round figures, so that nobody takes them for a measurement. */
const assumed = { ttftMs: 80, tokensPerSecond: 50, sigma: 0.25 } as const

export interface ModelsRequest {
  readonly settings: Pick<BenchSettings, 'models'>
  readonly asked: readonly string[] | undefined
  readonly flags: Readonly<Record<Resource, QuotaFlags>>
  readonly fitted: FittedRun | undefined
}

/**
 * The models of a plan with all that is known of them. Throws a `Problem` that names every rpm and tpm that nobody told: a
 * quota is never made up. Requests at a time are not limited unless told: few providers do that.
 */
export function plannedModels({ settings, asked, flags, fitted }: ModelsRequest): readonly PlannedModel[] {
  const chosen = benchModels(settings.models, asked ?? fitted?.models, 'virtual')
  refuseOthers(
    flags,
    chosen.map(({ id }) => id),
  )
  const configured = new Map(settings.models?.map((model) => [model.id, model]))
  const found = chosen.map(({ id, price, rpm, tpm }) => {
    const own = configured.get(id)
    const told: Record<Resource, number | undefined> = { rpm, tpm, concurrency: count(own?.concurrency) }
    const quotas = resources.map((resource): [Resource, number | null | undefined] => [
      resource,
      withDefault(quotaFor(flags[resource], id), told[resource]),
    ])
    return { id, price, own, quotas: Object.fromEntries(quotas) as Record<Resource, number | null | undefined> }
  })
  refuseUnknown(found)
  return found.map(({ id, price, own, quotas }) => {
    const ttft = ttftOf(id, own, fitted)
    const interToken = interTokenOf(id, own, fitted)
    const from = (resource: Resource): Origin =>
      quotaFor(flags[resource], id) !== undefined ? 'flag' : quotas[resource] == null ? 'assumed' : sourceOf(own)
    return {
      id,
      origin: own?.origin ?? 'gateway',
      credential: own?.credential ?? 'key',
      price,
      rpm: quotas.rpm ?? null,
      tpm: quotas.tpm ?? null,
      concurrency: quotas.concurrency ?? null,
      ttft: ttft.span,
      interToken: interToken.span,
      from: {
        rpm: from('rpm'),
        tpm: from('tpm'),
        concurrency: from('concurrency'),
        ttft: ttft.from,
        interToken: interToken.from,
        price: sourceOf(own),
      },
    }
  })
}

function withDefault(flag: number | null | undefined, told: number | undefined): number | null | undefined {
  return flag === undefined ? told : flag
}

function count(text: ConfiguredModel['concurrency']): number | undefined {
  return text === undefined ? undefined : countOf(text)
}

function sourceOf(own: ConfiguredModel | undefined): Origin {
  return own === undefined ? 'table' : 'config'
}

interface Sourced {
  readonly span: PlannedSpan
  readonly from: Origin
}

/** What was measured wins over what was told, and that over what is claimed. */
function ttftOf(id: string, own: ConfiguredModel | undefined, fitted: FittedRun | undefined): Sourced {
  const measured = fitted?.byModel.get(id)?.ttftMs ?? []
  if (measured.length > 0) return { span: { empirical: measured }, from: 'run' }
  if (own?.ttft !== undefined) return { span: about(milliseconds('ttft', own.ttft)), from: 'config' }
  const claimed = readModels().find(({ id: known, name }) => (known ?? name) === id)?.claimedLatencyMs
  return claimed == null ? { span: about(assumed.ttftMs), from: 'assumed' } : { span: about(claimed), from: 'table' }
}

function interTokenOf(id: string, own: ConfiguredModel | undefined, fitted: FittedRun | undefined): Sourced {
  const measured = fitted?.byModel.get(id)?.interTokenMs ?? []
  if (measured.length > 0) return { span: { empirical: measured }, from: 'run' }
  const perSecond = own?.tokensPerSecond
  return {
    span: about(1_000 / (perSecond ?? assumed.tokensPerSecond)),
    from: perSecond === undefined ? 'assumed' : 'config',
  }
}

function about(medianMs: number): PlannedSpan {
  return { medianMs, sigma: assumed.sigma }
}

/** A slip in the name of a model would leave it without its quota. */
function refuseOthers(flags: ModelsRequest['flags'], ids: readonly string[]): void {
  for (const resource of resources) {
    const other = [...flags[resource].byModel.keys()].find((name) => !ids.includes(name))
    if (other !== undefined) throw new Problem('usage', messages.errors.plan.noSuchModel(resource, other, ids))
  }
}

function refuseUnknown(
  found: readonly { readonly id: string; readonly quotas: Readonly<Record<Resource, number | null | undefined>> }[],
): void {
  for (const resource of ['rpm', 'tpm'] as const) {
    const unknown = found.filter(({ quotas }) => quotas[resource] === undefined).map(({ id }) => id)
    if (unknown.length > 0) throw new Problem('usage', messages.errors.plan.unknownQuota(resource, unknown))
  }
}
