import { join } from 'node:path'
import type { PlanReport } from '../../harness/plan/planReport.ts'
import { provenance } from '../../harness/provenance.ts'
import type { Report } from '../../harness/report.ts'
import { RunFolder, type Manifest } from '../../harness/runFolder.ts'
import type { Arguments } from '../commandLine.ts'
import type { Plan } from '../plan.ts'

/** A plan that was simulated, and what of it is not its own. */
export interface MadePlan {
  readonly plan: PlanReport
  /** ISO 8601. */
  readonly startedAt: string
  readonly wallMs: number
  /** First digits of the config file's hash. */
  readonly config: string | null
}

/** The report of a plan: it breaks where something was to be carried and does not fit. */
export function planReportOf({ plan, startedAt, wallMs }: MadePlan, { typed }: Pick<Arguments, 'typed'>): Report {
  const { version, commit } = provenance()
  return {
    schema: 'brownout/report/1',
    tool: { name: 'brownout', version, commit, node: process.version },
    command: typed,
    startedAt,
    wallMs,
    seed: plan.input.seed,
    verdict: plan.headroom !== null && plan.headroom < 1 ? 'broke' : 'held',
    runs: [],
    plan,
  }
}

/** Leaves a folder with the report in every format that was asked for; says where, and why some drew nothing, a line each. */
export function writePlan(
  report: Report,
  { config }: MadePlan,
  { outPath, reporters }: Pick<Plan, 'outPath' | 'reporters'>,
): { readonly where: string; readonly notDrawn: readonly string[] } {
  const { tool, command, startedAt, seed, verdict, wallMs } = report
  const manifest: Manifest = {
    schema: 'brownout/run/1',
    tool,
    command,
    startedAt,
    seed,
    config,
    targets: [],
    scenarios: [],
    worlds: ['virtual'],
    state: 'finished',
    verdict,
    wallMs,
  }
  const folder = RunFolder.create(outPath, startedAt, manifest)
  const notDrawn = folder.write(report, reporters)
  folder.finish(manifest)
  return { where: join(outPath, 'latest'), notDrawn }
}
