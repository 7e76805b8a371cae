import type { FaultBar } from '../../../harness/bench/faultBars.ts'
import { messages } from '../../../messages/index.ts'
import type { LineChart } from '../../charts/lineChart.ts'

const { fault: nameOf } = messages.charts.latency

/** What was wrong with the models between two instants (ms), as marks that say from when to when: they may lie over each other. */
export function faultMarks(
  faults: readonly FaultBar[],
  [begin, end]: readonly [number, number],
): NonNullable<LineChart['bands']> {
  return faults.flatMap(({ model, fault, fromMs, toMs }) => {
    const [from, to] = [Math.max(begin, fromMs), Math.min(end, toMs ?? end)]
    return from < to ? [{ from, to, name: nameOf(model, fault, from, to), ink: 'unsure' }] : []
  })
}
