import type { PlannedTokens } from '../../harness/plan/planInput.ts'
import type { PlanReport } from '../../harness/plan/planReport.ts'
import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { cutTo } from './layout.ts'
import { loadRows, modelRows, policyRows, type Rows } from './planTables.ts'
import type { Style, Terminal } from './terminal.ts'

const words = messages.planPage
const verdictStyles: Record<Report['verdict'], Style> = { held: 'green', broke: 'red', 'no-verdict': 'yellow' }

/** What a plan found: the verdict first, then what it rests on. */
export function planPage(terminal: Terminal, plan: PlanReport, verdict: Report['verdict']): void {
  terminal.paragraph(visible(plan.sentence), 0, verdictStyles[verdict])
  section(terminal, words.models)
  table(terminal, modelRows(plan))
  basis(terminal, plan)
  section(terminal, words.loads)
  table(terminal, loadRows(plan))
  quotas(terminal, plan)
  section(terminal, words.losses)
  for (const { kind, name, perSecond, interval, fitsDemand } of plan.losses)
    terminal.paragraph(`  ${visible(words.loss(kind, name, perSecond, ...interval, fitsDemand))}`, 4)
  money(terminal, plan)
  outage(terminal, plan)
  terminal.line()
}

function section(terminal: Terminal, title: string): void {
  terminal.line()
  terminal.paragraph(title, 2, 'bold')
}

/** Columns as wide as they need to be; the first is cut where the terminal ends. */
function table(terminal: Terminal, rows: Rows): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0)
  const first = Math.max(8, Math.min(widths[0]!, terminal.columns - others - 2))
  for (const [index, [name = '', ...cells]] of rows.entries()) {
    const numbers = cells.map((cell, column) => cell.padStart(widths[column + 1]!)).join('  ')
    const line = `  ${cutTo(name, first).padEnd(first)}  ${numbers}`
    terminal.line(index === 0 ? terminal.paint('dim', line) : line)
  }
}

function basis(terminal: Terminal, { input }: PlanReport): void {
  const { workload, trials, durationMs, seed, models, isDefaultSlo } = input
  const { name, inputTokens, outputTokens, maxTokens } = workload
  terminal.paragraph(`  ${visible(words.workload(name, median(inputTokens), median(outputTokens), maxTokens))}`, 2)
  terminal.paragraph(`  ${words.simulated(trials, durationMs, seed)}`, 2)
  const assumed = (['ttft', 'interToken', 'concurrency'] as const).flatMap((what) => {
    const of = models.filter(({ from }) => from[what] === 'assumed').map(({ id }) => id)
    return of.length === 0 ? [] : [words.assumption[what](of)]
  })
  const all = [...assumed, ...(isDefaultSlo ? [words.assumption.slo] : [])]
  if (all.length > 0) terminal.paragraph(`  ${visible(words.assumptions(all))}`, 2, 'yellow')
}

function median(tokens: PlannedTokens): number {
  if ('median' in tokens) return Math.round(tokens.median)
  return Math.round(tokens.empirical[Math.floor(tokens.empirical.length / 2)] ?? 0)
}

function quotas(terminal: Terminal, { cells, sustained }: PlanReport): void {
  const cell = cells.find(({ perSecond }) => perSecond === sustained.lastKept)
  if (cell === undefined || cell.quotas.length === 0) return
  section(terminal, words.quotas(cell.perSecond))
  for (const { resource, model, p95, limit, share, refusals } of cell.quotas)
    terminal.paragraph(`  ${visible(words.quota(resource, model, p95, limit, share, refusals))}`, 4)
}

function money(terminal: Terminal, { cost, months }: PlanReport): void {
  section(terminal, words.money_)
  if (cost !== null) {
    const { meanUsd, p50Usd, p99Usd, mostUsd, wastedShare } = cost
    const [mean, p50, p99, most] = [meanUsd, p50Usd, p99Usd, mostUsd].map(words.usd) as [string, string, string, string]
    terminal.paragraph(`  ${words.perCall(mean, p50, p99, most, words.percent(wastedShare))}`, 4)
  }
  for (const { times, perSecond, usd, cny, vnd, isSustained } of months) {
    const amounts = [
      words.usd(usd),
      ...(cny === null ? [] : [words.money(cny, 'CNY')]),
      ...(vnd === null ? [] : [words.money(vnd, 'VND')]),
    ]
    terminal.paragraph(`  ${words.month(times, perSecond, amounts, isSustained)}`, 4)
  }
}

function outage(terminal: Terminal, plan: PlanReport): void {
  const { policies } = plan
  if (policies === null) return
  const { perSecond, outage: of } = policies
  section(terminal, visible(words.outage(perSecond, of.models, of.fromMs, of.toMs, of.fault)))
  table(terminal, policyRows(plan))
}
