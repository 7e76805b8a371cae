import type { Scenario } from '../../scenarios/scenario.ts'
import type { Candidate } from './candidates.ts'
import { crash } from './exploration.ts'
import { playCase } from './playCase.ts'
import { describe, type ShardStage } from './playShard.ts'
import { shrinkScenario } from './shrink/shrinkScenario.ts'

/** A candidate made as small as it gets. */
export interface SmallCase {
  readonly scenario: Scenario
  readonly seed: number
  readonly message: string
  readonly historyHash: string
  readonly runs: number
}

/** The smallest case in which the target still breaks the same rule; with the plainest seed, if that does too. */
export async function shrinkCandidate(candidate: Candidate, stage: ShardStage): Promise<SmallCase> {
  let last: Breach | undefined
  const breaks = async (scenario: Scenario, seed: number): Promise<boolean> => {
    const breach = await breachOf(candidate, scenario, seed, stage)
    if (breach !== undefined) last = breach
    return breach !== undefined
  }
  const seed = (await breaks(candidate.scenario, 0)) ? 0 : candidate.seed
  const { scenario, runs } = await shrinkScenario(candidate.scenario, (simpler) => breaks(simpler, seed))
  if (last === undefined) await breaks(scenario, seed)
  const { message, historyHash } = last ?? { message: candidate.message, historyHash: () => '' }
  return { scenario, seed, message, historyHash: historyHash(), runs: runs + 1 }
}

interface Breach {
  readonly message: string
  readonly historyHash: () => string
}

async function breachOf(
  { invariant, message }: Candidate,
  scenario: Scenario,
  seed: number,
  { target, own, onCase }: ShardStage,
): Promise<Breach | undefined> {
  try {
    const { judgements, historyHash } = await playCase(target, { scenario, seed }, own, onCase)
    const verdict = judgements.find((judgement) => judgement.invariant.name === invariant)?.verdict
    return verdict?.verdict === 'fail' ? { message: verdict.violations[0]?.message ?? '', historyHash } : undefined
  } catch (error) {
    const thrown = describe(error)
    const isSame = invariant === crash && withoutNumbers(thrown) === withoutNumbers(message)
    return isSame ? { message: thrown, historyHash: () => '' } : undefined
  }
}

/** Two crashes of one cause: numbers differ with the case. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '#')
}
