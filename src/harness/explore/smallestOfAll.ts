import type { Candidate, Candidates } from './candidates.ts'
import { hang, type Found } from './exploration.ts'
import type { Hand } from './hand.ts'
import { countRules } from './shrink/countRules.ts'
import type { SmallCase } from './shrinkCandidate.ts'

/** The smallest case of each broken rule, in the order in which the rules were broken first. */
export async function smallestOfAll(
  hands: readonly Hand[],
  candidates: Candidates,
  shrinks: boolean,
  onFound: (found: Found) => void,
): Promise<Found[]> {
  const found: Found[] = []
  const left = [...candidates.invariants]
  await Promise.all(
    hands.map(async (hand) => {
      for (let invariant = left.shift(); invariant !== undefined; invariant = left.shift()) {
        const smallest = await smallestOf(shrinks ? hand : undefined, candidates.of(invariant))
        found.push(smallest)
        onFound(smallest)
      }
    }),
  )
  return found.toSorted((a, b) => a.afterCases - b.afterCases || (a.invariant < b.invariant ? -1 : 1))
}

async function smallestOf(hand: Hand | undefined, [first, ...small]: readonly Candidate[]): Promise<Found> {
  let best = await shrunk(hand, first!)
  for (const candidate of small) {
    const next = await shrunk(hand, candidate)
    if (sizeOf(next) < sizeOf(best)) best = next
  }
  return { ...best, afterCases: first!.number }
}

async function shrunk(hand: Hand | undefined, candidate: Candidate): Promise<Found> {
  const { invariant, scenario, seed, message, number } = candidate
  const asDrawn: SmallCase = { scenario, seed, message, historyHash: '', runs: 0 }
  const smaller = invariant === hang ? undefined : await hand?.shrink(candidate)
  const { runs, ...found } = smaller ?? asDrawn
  return {
    invariant,
    ...found,
    afterCases: number,
    rulesBefore: countRules(scenario.upstream),
    rules: countRules(found.scenario.upstream),
    shrinkRuns: runs,
  }
}

function sizeOf({ rules, scenario }: Found): number {
  return rules * 100_000 + JSON.stringify(scenario).length
}
