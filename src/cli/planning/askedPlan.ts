import { loadWorkload } from '../../config/workload/loadWorkload.ts'
import { perSecondOf } from '../../harness/bench/amounts.ts'
import { benchDefaults } from '../../harness/bench/makePlan.ts'
import type { BenchSettings } from '../../harness/bench/benchSettings.ts'
import { fittedRun, type FittedRun } from '../../harness/plan/fittedRun.ts'
import { plannedModels } from '../../harness/plan/plannedModels.ts'
import { planLimits } from '../../harness/plan/planLimits.ts'
import { plannedWorkload } from '../../harness/plan/plannedWorkload.ts'
import type { Demand, PlanInput } from '../../harness/plan/planInput.ts'
import { readQuotas } from '../../harness/plan/readQuotas.ts'
import type { Traffic } from '../../harness/plan/readTraffic.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import type { Flags } from '../options.ts'
import { folderNamed } from '../../harness/bench/compare/comparedRun.ts'
import { trafficIn } from './trafficIn.ts'

const words = messages.errors.plan

/** Where neither a flag nor the config says anything; docs/plan.md explains each. */
const defaults = { durationMs: 120_000, warmUpMs: 60_000, trials: 5, perUserPerSecond: 1 / 60 } as const
/** What quotas count. */
const leastDurationMs = 60_000

export interface PlanPlace {
  readonly settings: BenchSettings
  /** Of the config, as the user knows it. */
  readonly file: string
  readonly seed: number
  readonly cwd: string
  readonly outPath: string
}

/** All that decides a plan: flags win over the config, the config over what is usual. Throws a `Problem` for what lacks. */
export function askedPlan(flags: Flags, { settings, file, seed, cwd, outPath }: PlanPlace): PlanInput {
  const { plan = {} } = settings
  const fitted = flags.from === undefined ? undefined : fittedFrom(flags.from, outPath, cwd)
  const traffic = flags.traffic === undefined ? undefined : trafficIn(flags.traffic, cwd)
  const models = plannedModels({
    settings,
    asked: flags.models,
    flags: {
      rpm: readQuotas(flags.rpm, '--rpm'),
      tpm: readQuotas(flags.tpm, '--tpm'),
      concurrency: { all: flags.concurrency, byModel: new Map() },
    },
    fitted,
  })
  const workload = loadWorkload(cwd, flags.workload ?? benchDefaults.workload)
  return {
    seed,
    models,
    route: flags.route ?? plan.route ?? 'chain',
    workload: plannedWorkload(workload, { fitted, traffic, isAsked: flags.workload !== undefined }),
    ...planLimits(flags.slo, plan.slo, file),
    demand: demandOf(flags, traffic, plan.perUser),
    monthlyBudgetUsd: flags.budget ?? plan.monthlyBudgetUsd ?? null,
    rates: { cny: flags['rate-cny'] ?? plan.rates?.cny ?? null, vnd: flags['rate-vnd'] ?? plan.rates?.vnd ?? null },
    durationMs: durationOf(flags.duration),
    warmUpMs: defaults.warmUpMs,
    trials: flags.trials ?? defaults.trials,
    deadlineMs: flags.deadline ?? benchDefaults.deadlineMs,
  }
}

function fittedFrom(run: string, outPath: string, cwd: string): FittedRun {
  return fittedRun(folderNamed(run, outPath, cwd), run)
}

function demandOf(flags: Flags, traffic: Traffic | undefined, perUser: string | number | undefined): Demand | null {
  const given = (['rate', 'users', 'traffic'] as const).filter((flag) => flags[flag] !== undefined)
  if (given.length > 1) throw new Problem('usage', words.twoDemands(`--${given[0]}`, `--${given[1]}`))
  const { rate, users } = flags
  if (users === undefined && flags['per-user'] !== undefined) throw new Problem('usage', words.noUsers)
  if (traffic !== undefined) return traffic.demand
  if (users === undefined) return rate === undefined ? null : evenly(rate, null)
  const each =
    flags['per-user'] ?? (perUser === undefined ? undefined : perSecondOf(perUser)) ?? defaults.perUserPerSecond
  return evenly(users * each, users)
}

function durationOf(asked: number | undefined): number {
  if (asked === undefined) return defaults.durationMs
  if (asked < leastDurationMs) throw new Problem('usage', words.shortDuration(messages.format.duration(asked)))
  return asked
}

function evenly(perSecond: number, users: number | null): Demand {
  const rounded = Number(perSecond.toPrecision(6))
  return { peakPerSecond: rounded, meanPerSecond: rounded, users, byHour: null }
}
