import { always, catalogue, during, type OriginScript, type Rule, type Script } from '../../faults/index.ts'
import { AnswerPieces } from './answerPieces.ts'
import type { PlannedModel, PlannedWorkload } from './planInput.ts'
import { plannedAnswer, type OnAdmitted } from './plannedAnswer.ts'

/** What is lost for the whole time. */
export interface Lost {
  readonly kind: 'model' | 'credential' | 'origin'
  readonly name: string
}

export interface ScriptRequest {
  readonly models: readonly PlannedModel[]
  readonly workload: PlannedWorkload
  readonly lost?: Lost | undefined
  /** All limits times this. */
  readonly quotaFactor?: number | undefined
  /** Requests that were refused count as requests all the same, as OpenAI counts them. */
  readonly countsRejected?: boolean | undefined
  readonly outage?: PlannedOutage | undefined
}

/** For a while some models answer that they are overloaded, before their quotas are asked. In ms since the load began. */
interface PlannedOutage {
  readonly fromMs: number
  readonly toMs: number
  readonly models: readonly string[]
}

/** The fault of an outage. */
export const outageFault = catalogue.overloaded({})

/** The models that go with what is lost. */
export function modelsLost(models: readonly PlannedModel[], { kind, name }: Lost): readonly PlannedModel[] {
  return models.filter((model) => (kind === 'model' ? model.id : model[kind]) === name)
}

/** How the upstream of a simulation behaves: each model at its pace, behind its quotas, at its origin, or lost. */
export function planScript(request: ScriptRequest, onAdmitted: OnAdmitted): Script {
  const { models, lost } = request
  const pieces = new AnswerPieces()
  const tokens = request.workload.outputTokens
  return {
    models: Object.fromEntries(
      models.map((model): [string, readonly Rule[]] => [
        model.id,
        [
          ...outageOf(model, request.outage),
          ...(lost !== undefined && isLost(model, lost) ? lossOf(lost) : []),
          ...quotaOf(model, request),
          always(plannedAnswer({ ttft: model.ttft, interToken: model.interToken, tokens, pieces, onAdmitted })),
        ],
      ]),
    ),
    origins: originsOf(models, lost),
  }
}

function outageOf({ id }: PlannedModel, outage: PlannedOutage | undefined): readonly Rule[] {
  return outage?.models.includes(id) === true ? [during(outage.fromMs, outage.toMs, outageFault)] : []
}

function isLost(model: PlannedModel, lost: Lost): boolean {
  return modelsLost([model], lost).length > 0
}

/** As it looks when it happens: a model is unavailable, a key is refused; nothing listens where an origin was. */
function lossOf({ kind }: Lost): readonly Rule[] {
  if (kind === 'origin') return []
  return [always(kind === 'model' ? catalogue.overloaded({}) : catalogue.invalidApiKey({}))]
}

function quotaOf(
  { rpm, tpm, concurrency }: PlannedModel,
  { quotaFactor = 1, countsRejected = false }: ScriptRequest,
): readonly Rule[] {
  const times = (limit: number | null) => (limit === null ? undefined : Math.max(1, Math.round(limit * quotaFactor)))
  const limits = { rpm: times(rpm), tpm: times(tpm), concurrency: times(concurrency) }
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined)
  if (given.length === 0) return []
  // A sliding minute never lets more through than the limit, wherever the provider's minutes begin. How it stands is said
  // where it refuses: beside a good answer the client reads nothing of it but "none left" in the words of the IETF.
  const more = {
    window: 'sliding' as const,
    rendering: 'milliseconds' as const,
    headers: 'none' as const,
    countsRejected,
  }
  return [always(catalogue.quota({ ...Object.fromEntries(given), ...more }))]
}

/** One origin for each pair of origin and credential: a key that is refused is refused wherever it is used. */
function originsOf(models: readonly PlannedModel[], lost: Lost | undefined): Record<string, OriginScript> {
  const pairs = Map.groupBy(models, ({ origin, credential }) => `${origin} ${credential}`)
  return Object.fromEntries(
    Array.from(pairs.values(), (served, index): [string, OriginScript] => {
      const { origin, credential } = served[0]!
      const isGone = lost?.kind === 'origin' && lost.name === origin
      return [
        `origin${index + 1}`,
        {
          serves: served.map(({ id }) => id),
          credential,
          ...(isGone ? { rules: [always(catalogue.connectionRefused({}))] } : {}),
        },
      ]
    }),
  )
}
