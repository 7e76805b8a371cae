import type { PlanReport } from '../../harness/plan/planReport.ts'

/** Which latency is drawn against load: the one that the SLO speaks of. */
export function shownFamily({ input, cells }: Pick<PlanReport, 'input' | 'cells'>): 'ttft' | 'total' {
  const isAsked = input.slo.some(({ metric }) => metric.startsWith('ttft.'))
  return isAsked && cells.some(({ ttftMs }) => ttftMs.p50.value !== null) ? 'ttft' : 'total'
}
