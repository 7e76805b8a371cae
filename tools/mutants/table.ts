/** What is owed. */
const mostRules = 3
const fewestSmall = 0.9
const longestMedianMs = 2_000

const columns = [44, 32, 14, 12, 10, 8, 9]

const line = (cells) =>
  cells
    .map((cell, index) => String(cell).padEnd(columns[index]))
    .join(' ')
    .trimEnd()

export const header = line(['mutant', 'convicted by', 'in cases', 'first after', 'rules', 'tries', 'CPU ms'])

export function row({ name, convictedBy, found, counted, countedCases, spentMs }) {
  const inCases = `${counted} of ${countedCases}`
  if (found === undefined) return line([name, convictedBy, inCases, 'never', '', '', Math.round(spentMs)])
  const rules = `${found.rulesBefore} → ${found.rules}`
  return line([name, convictedBy, inCases, found.afterCases, rules, found.shrinkRuns, Math.round(spentMs)])
}

export function summary(results) {
  const found = results.filter((result) => result.found !== undefined)
  const small = found.filter((result) => result.found.rules <= mostRules)
  const medianMs = results.map(({ spentMs }) => spentMs).toSorted((a, b) => a - b)[results.length >> 1]
  const score = found.length / results.length
  const share = small.length / results.length
  const percent = (part) => `${(100 * part).toFixed(1)} %`
  return {
    lines: [
      `mutation score ${found.length} of ${results.length} (${percent(score)}; owed 100 %)`,
      `shrunk to at most ${mostRules} rules: ${percent(share)} (owed ${percent(fewestSmall)})`,
      `from start to shrunk counterexample: median ${Math.round(medianMs)} ms (owed < ${longestMedianMs} ms)`,
      ...results.filter((result) => result.found === undefined).map(({ name }) => `not found: ${name}`),
    ],
    isGood: score === 1 && share >= fewestSmall && medianMs < longestMedianMs,
  }
}
