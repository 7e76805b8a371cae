import { always, catalogue, type OriginScript, type Rule, type Script } from '../../faults/index.ts'
import { readModels, type ModelFacts } from '../../protocol/models.ts'
import type { BenchPlan } from './benchPlan.ts'

/**
 * How the mock answers. What the models table does not say is made up, the same for all models: round figures, so that
 * nobody takes them for a measurement.
 */
const mockPace = {
  /** To the first token, of a model whose latency the table does not tell; else half of its answers are faster than told. */
  unknownTtftMs: 80,
  ttftSigma: 0.25,
  /** Fifty tokens a second. */
  interTokenMs: 20,
  interTokenSigma: 0.25,
  /** Of `max_tokens`, the length of half of the answers; about one of twelve is cut. */
  answerShare: 0.5,
  answerSigma: 0.5,
} as const

/**
 * The rules of a scenario for the models of a plan: the first of its models for the first of the plan, and so on. Models
 * beyond those of the scenario have a good day.
 */
export function bentScript({ models }: Pick<BenchPlan, 'models'>, scenario: Script | null): Script {
  const bent = Object.entries(scenario?.models ?? {})
  const names = new Map(bent.map(([name], index) => [name, models[index]?.id]))
  const origins = Object.entries(scenario?.origins ?? {}).flatMap(([name, origin]): [string, OriginScript][] => {
    const serves = origin.serves.flatMap((model) => names.get(model) ?? [])
    return serves.length === 0 ? [] : [[name, { ...origin, serves }]]
  })
  return {
    models: Object.fromEntries(models.map(({ id }, index) => [id, bent[index]?.[1] ?? []])),
    ...(origins.length === 0 ? {} : { origins: Object.fromEntries(origins) }),
  }
}

/** What the mock plays for a plan: each model at the pace of the models table, bent by the rules of a scenario. */
export function mockScript(
  plan: Pick<BenchPlan, 'models' | 'workload'>,
  scenario: Script | null,
  table: readonly ModelFacts[] = readModels(),
): Script {
  const { models, ...others } = bentScript(plan, scenario)
  const paced = Object.entries(models).map(([id, rules]): [string, readonly Rule[]] => [
    id,
    [...rules, always(paceOf(id, usualLimit(plan.workload), table))],
  ])
  return { models: Object.fromEntries(paced), ...others }
}

/** The median, where prompts have limits of their own: by the longest most answers to the others would be cut. */
function usualLimit({ maxTokens, maxTokensEach = [] }: BenchPlan['workload']): number {
  return maxTokensEach.toSorted((one, other) => one - other)[Math.floor(maxTokensEach.length / 2)] ?? maxTokens
}

function paceOf(model: string, maxTokens: number, table: readonly ModelFacts[]) {
  const facts = table.find(({ id, name }) => (id ?? name) === model)
  const { unknownTtftMs, ttftSigma, interTokenMs, interTokenSigma, answerShare, answerSigma } = mockPace
  return catalogue.pace({
    ttftMs: { medianMs: facts?.claimedLatencyMs ?? unknownTtftMs, sigma: ttftSigma },
    interTokenMs: { medianMs: interTokenMs, sigma: interTokenSigma },
    tokens: { median: Math.max(1, Math.round(maxTokens * answerShare)), sigma: answerSigma },
    countsPrompt: true,
  })
}
