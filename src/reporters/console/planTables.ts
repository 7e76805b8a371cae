import type { PlanReport } from '../../harness/plan/planReport.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'

const words = messages.planPage

/** A table as rows of cells, its head first. */
export type Rows = readonly (readonly string[])[]

export function modelRows({ input }: PlanReport): Rows {
  const head = words.model
  return [
    [head.id, head.rpm, head.tpm, head.concurrency, head.ttft, head.place],
    ...input.models.map(({ id, rpm, tpm, concurrency, ttft, origin, credential, from }) => [
      visible(id),
      limit(rpm, from.rpm),
      limit(tpm, from.tpm),
      limit(concurrency, from.concurrency),
      words.ms('empirical' in ttft ? ttft.empirical[Math.floor(ttft.empirical.length / 2)]! : ttft.medianMs),
      visible(`${origin}, ${credential}`),
    ]),
  ]
}

function limit(amount: number | null, from: string): string {
  if (amount !== null) return messages.format.number(amount)
  return from === 'assumed' ? words.notTold : words.noLimit
}

export function loadRows({ cells }: PlanReport): Rows {
  const head = words.load
  return [
    [head.offered, head.good, head.p50, head.p99, head.total, head.attempts, head.cost, head.kept],
    ...cells.map((cell) => [
      words.rate(cell.perSecond),
      words.percent(cell.goodShare),
      words.ms(cell.ttftMs.p50.value),
      words.ms(cell.ttftMs.p99.value),
      words.ms(cell.totalMs.p99.value),
      messages.format.number(Number(cell.attemptsPerCall.toFixed(2))),
      cell.cost?.perGoodUsd == null ? '-' : words.usd(cell.cost.perGoodUsd * 1_000),
      words.kept[`${cell.isSustained}`],
    ]),
  ]
}

export function policyRows({ policies }: PlanReport): Rows {
  const head = words.policyRow
  return [
    [head.policy, head.during, head.after, head.good, head.goodAfter, head.recovers],
    ...(policies?.outcomes ?? []).map((outcome) => [
      messages.plan.policies[outcome.policy] ?? outcome.policy,
      `${messages.format.number(Number(outcome.amplificationDuring.toFixed(2)))}`,
      `${messages.format.number(Number(outcome.amplificationAfter.toFixed(2)))}`,
      words.percent(outcome.goodShareDuring),
      words.percent(outcome.goodShareAfter),
      words.recovers(outcome.recoversAfterMs),
    ]),
  ]
}
