import type { ExchangeView, HistoryView } from '../../../history/index.ts'
import type { Judgement } from '../../../invariants/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { faults, kinds, phases, phasesOf, type Phase } from './axes.ts'
import type { Coverage } from './coverage.ts'
import { features, featuresIn } from './features.ts'
import { kindsOfAttempts } from './kindsOfAttempts.ts'
import type { MetFault } from './metFaults.ts'

/** What one case adds to the coverage. */
export interface SeenCase {
  readonly scenario: Scenario
  readonly view: HistoryView
  readonly met: readonly MetFault[]
  /** In the order of the coverage's invariants. */
  readonly judgements: readonly Judgement[]
}

export function collect(coverage: Coverage, { scenario, view, met, judgements }: SeenCase): void {
  coverage.cases += 1
  const present = featuresIn(scenario)
  const tested: number[] = []
  judgements.forEach(({ verdict }, index) => {
    if (verdict.verdict !== 'unknown') tested.push(index)
  })
  const kindOf = kindsOfAttempts(view)
  const seen = { fault: new Set<number>(), phase: new Set<number>(), kind: new Set<number>() }
  for (const fault of met) {
    const exchange = fault.exchange === undefined ? undefined : view.exchanges[fault.exchange]
    seen.fault.add(fault.fault)
    seen.phase.add(fault.fault * phases.length + phases.indexOf(phaseOf(fault, exchange)))
    const kind = exchange === undefined ? kindOf.attemptAt(fault.atMs) : kindOf.exchange(exchange)
    if (kind !== undefined) seen.kind.add(fault.fault * kinds.length + kinds.indexOf(kind))
  }
  const kindsSeen = kindOf.all()
  for (const feature of present) {
    coverage.feature[feature]! += 1
    for (const invariant of tested) coverage.featureByInvariant[feature * coverage.invariant.length + invariant]! += 1
    for (const kind of kindsSeen) coverage.featureByKind[feature * kinds.length + kind]! += 1
  }
  for (const invariant of tested) coverage.invariant[invariant]! += 1
  for (const kind of kindsSeen) coverage.kind[kind]! += 1
  for (const fault of seen.fault) {
    coverage.fault[fault]! += 1
    for (const feature of present) coverage.faultByFeature[fault * features.length + feature]! += 1
    for (const invariant of tested) coverage.faultByInvariant[fault * coverage.invariant.length + invariant]! += 1
  }
  for (const pair of seen.kind) coverage.faultByKind[pair]! += 1
  for (const pair of seen.phase) {
    coverage.faultByPhase[pair]! += 1
    for (const feature of present) {
      const row = (pair * features.length + feature) * coverage.invariant.length
      for (const invariant of tested) setBit(coverage.combinations, row + invariant)
    }
  }
}

function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5]! |= 1 << (index & 31)
}

function phaseOf({ fault }: MetFault, exchange: ExchangeView | undefined): Phase {
  if (exchange === undefined) return phasesOf(faults[fault]!)[0]!
  const { started, response, ended } = exchange
  if (response === undefined) return 'headers'
  if (ended?.finished === true || ended?.how === 'complete') return 'whole'
  return started.stream && (ended?.text ?? '') === '' ? 'first-token' : 'body'
}
