import type { BenchSummary } from '../../bench/metrics/benchSummary.ts'
import { isOfNoise } from '../../bench/metrics/lights.ts'
import type { GateResult } from '../../bench/gates/judgeGates.ts'
import type { EndedEarly } from '../../harness/bench/benchReport.ts'
import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { leadsOf } from './leads.ts'

const words = messages.benchReport.verdict

/**
 * What a benchmark comes to: without gates, which models are cheapest and fastest. A machine that was late at its own work gives no verdict, whatever its gates say; a gate that
 * broke breaks the run, and one that nobody can decide leaves it open.
 */
export function benchVerdict(
  summary: BenchSummary,
  gates: readonly GateResult[],
  endedEarly: EndedEarly | null,
  onMock: boolean,
): { readonly verdict: Report['verdict']; readonly sentence: string } {
  const count = (verdict: GateResult['verdict']) => gates.filter((gate) => gate.verdict === verdict).length
  const [broke, unsure] = [count('failed'), count('no-verdict')]
  if (summary.whole.calls === 0) return { verdict: 'no-verdict', sentence: words.noData }
  if (summary.lights.some(({ light, state }) => state === 'red' && isOfNoise(light)))
    return { verdict: 'no-verdict', sentence: words.noisy }
  if (broke > 0) return { verdict: 'broke', sentence: words.broke(broke, gates.length) }
  if (unsure > 0) return { verdict: 'no-verdict', sentence: words.unsure(unsure, gates.length) }
  if (endedEarly !== null) return { verdict: 'no-verdict', sentence: words.early }
  if (gates.length > 0) return { verdict: 'held', sentence: words.held(gates.length) }
  return { verdict: 'held', sentence: words.measured(onMock, leadsOf(summary.series)) }
}
