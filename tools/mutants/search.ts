import { explore } from '../../src/harness/explore/index.ts'
import { searchScenarios } from './fromScenarios.ts'
import * as mutantsByName from '../../src/targets/mutants/index.ts'

/** In so many cases the rule is looked for by itself; then, if no random day is bad enough, in the scenarios that name it. */
const mostCases = 20_000

/** In so many cases convictions are counted. */
const countedCases = 500

/** CPU of this thread where Node can tell it: on a busy machine the wall clock says little. */
function nowMs() {
  if (process.threadCpuUsage === undefined) return performance.now()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Explores one mutant until its own rule convicts it, and once more to count how often that happens. */
export async function search(name, seed) {
  const mutant = Object.values(mutantsByName).find((one) => one.name === name)
  const { convictedBy } = mutant
  const startedAtMs = nowMs()
  const { found } = await explore({ target: mutant, runs: mostCases, seed, workers: 1, until: convictedBy })
  const own = found.find(({ invariant }) => invariant === convictedBy) ?? (await searchScenarios(mutant))
  const spentMs = nowMs() - startedAtMs
  const counted = await countConvictions(mutant, seed)
  return { name, convictedBy, spentMs, counted, countedCases, found: own }
}

async function countConvictions(mutant, seed) {
  let broken = 0
  const { tallies } = await explore({ target: mutant, runs: countedCases, seed, workers: 1, shrinks: false })
  broken += tallies[mutant.convictedBy].fail
  return broken
}
