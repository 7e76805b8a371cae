// Many random cases against our own client. Exit 1 at the first alarm, with the smallest case that raises it.
//   npm run soak -- [--runs 1000000] [--minutes 60] [--seed N] [--workers N] [--target NAME]
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { coverageReport, coverageSummary, explore } from '../src/harness/explore/index.ts'
import { freshSeed } from '../src/runtime/random.ts'
import { client, targets } from '../src/targets/index.ts'
import { tableOf } from '../test/support/randomCases.ts'
import { storyOf } from '../test/support/storyOf.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(freshSeed()) },
    workers: { type: 'string', default: String(availableParallelism()) },
    target: { type: 'string', default: client.name },
  },
})
const [runs, minutes, seed, workers] = [values.runs, values.minutes, values.seed, values.workers].map(Number)
const target = targets.find(({ name }) => name === values.target)
if (![runs, minutes, seed, workers].every((value) => value >= 0) || target === undefined) {
  console.error('error: --runs, --minutes, --seed and --workers take numbers, --target the name of a target of our own')
  process.exit(2)
}

console.log(`seed ${seed}: up to ${runs} cases in ${minutes} minutes, on ${workers} threads`)
const startedAtMs = performance.now()
const wallSeconds = () => (performance.now() - startedAtMs) / 1000
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
let said = 0
const explored = await explore(
  { target, runs, seed, workers, until: 'any', signal: AbortSignal.timeout(minutes * 60_000) },
  {
    onProgress: ({ cases }) => {
      if (cases - said < 50_000) return
      said = cases
      console.log(`${cases} cases, ${Math.round(cases / wallSeconds())} per second, no alarm`)
    },
  },
)
const { cases, calls, attempts, tallies, coverage, found } = explored
console.log(tableOf(tallies))
for (const line of coverageSummary(coverageReport(coverage, Object.keys(tallies)))) console.log(line)
console.log(
  `${cases} cases (${calls} calls, ${attempts} attempts), seed ${seed}: ${Math.round(cases / wallSeconds())} per second, ` +
    `${Math.round(cases / cpuSeconds())} per CPU second, ${found.length === 0 ? 'no alarm' : 'ALARM'}`,
)
for (const one of found) console.log(await storyOf(one, target))
process.exitCode = found.length === 0 ? 0 : 1
