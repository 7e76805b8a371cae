import { playCase } from '../../src/harness/explore/playCase.ts'
import { countRules } from '../../src/harness/explore/shrink/countRules.ts'
import { shrinkScenario } from '../../src/harness/explore/shrink/shrinkScenario.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { client } from '../../src/targets/index.ts'

const seed = 7

/**
 * Some mistakes show on long days only, with a load that hardly fits: no random day is like that. There the scenarios that
 * put the rule to the test are played, and the first that convicts is made small, as long as our client holds on it.
 */
export async function searchScenarios(mutant) {
  const { convictedBy } = mutant
  const breaks = async (target, scenario) => {
    // A policy without what it needs (a budget without prices) is no simpler day.
    const { judgements } = await playCase(target, { scenario, seed }, []).catch(() => ({ judgements: [] }))
    return judgements.some(({ invariant, verdict }) => invariant.name === convictedBy && verdict.verdict === 'fail')
  }
  for (const scenario of scenarios.filter(({ exercises }) => exercises.includes(convictedBy))) {
    if (!(await breaks(mutant, scenario))) continue
    const shrunk = await shrinkScenario(
      scenario,
      async (simpler) => (await breaks(mutant, simpler)) && !(await breaks(client, simpler)),
    )
    const [rulesBefore, rules] = [countRules(scenario.upstream), countRules(shrunk.scenario.upstream)]
    return { afterCases: scenario.name, rulesBefore, rules, shrinkRuns: shrunk.runs }
  }
  return undefined
}
