// Plays the cases of the published table over every ready target in the virtual world and on real sockets, and prints case by
// case whether both say the same: the verdict, and the rules that broke. Exit 1 where they do not. Names of targets as
// arguments play those alone; `--virtual` leaves the sockets out, to measure.
import { conformanceNames } from '../src/harness/conformance/cases.ts'
import { refusalOf } from '../src/harness/playFairly.ts'
import type { RunPlan } from '../src/harness/world.ts'
import { virtual } from '../src/harness/worlds/index.ts'
import { scenarios } from '../src/scenarios/index.ts'
import * as ready from '../src/targets/ready/index.ts'
import { playOnSockets, playVirtually, type PlayedVirtually, type Said } from './virtualSdks/playedCase.ts'

const seed = 20261126
/** What a caller waits for at most, in both worlds. */
const timeLimitMs = 20_000
/** Cases on real sockets mostly wait. */
const sideBySide = 8
/** Two witnesses on a busy machine may differ by its own doing: so often a case is played again, alone, before that counts. */
const mostTries = 4
/** For the figure that is promised. */
const sixty = 60

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const onlyVirtual = process.argv.includes('--virtual')
const targets = Object.values(ready).filter(({ name }) => asked.length === 0 || asked.includes(name))
const cases = conformanceNames.map((name) => scenarios.find((scenario) => scenario.name === name)!)

const differing: string[] = []
const left = new Map<string, string>()
for (const target of targets) {
  const plans = cases
    .filter(({ caller }) => caller?.stream !== true || target.supports.stream)
    .map((scenario): RunPlan => ({ target, scenario, seed, timeLimitMs }))
  const refused = refusalOf(plans[0]!, virtual)
  if (refused !== undefined) {
    left.set(`${target.name} (all ${plans.length} cases)`, refused)
    continue
  }
  // What is loaded lazily is loaded once, and belongs to no case.
  await playVirtually(plans[0]!)
  const played: PlayedVirtually[] = []
  const beganMs = performance.now()
  const beganCpu = process.cpuUsage()
  let sixtyMs: number | undefined
  for (const plan of plans) {
    played.push(await playVirtually(plan))
    if (played.length === sixty) sixtyMs = performance.now() - beganMs
  }
  const tookMs = performance.now() - beganMs
  const { user, system } = process.cpuUsage(beganCpu)
  for (const { plan, ...rest } of played) if ('left' in rest) left.set(plan.scenario.name, rest.left)
  const agreed = onlyVirtual ? undefined : await compare(played)
  console.log(
    `${target.name}: ${played.length} cases in ${seconds(tookMs)} (${seconds((user + system) / 1000)} of CPU), ` +
      `the first ${sixty} in ${seconds(sixtyMs ?? tookMs)}` +
      (agreed === undefined ? '' : `; on real sockets ${agreed} say the same`),
  )
}
console.log(`left to real sockets: ${left.size === 0 ? 'none' : ''}`)
for (const [name, reason] of left) console.log(`  ${name}: ${reason}`)
console.log(`differing: ${differing.length === 0 ? 'none' : differing.join(', ')}`)
process.exit(differing.length === 0 ? 0 : 1)

/** Prints a line a case, and returns how many agree. */
async function compare(played: readonly PlayedVirtually[]): Promise<number> {
  const onSockets = await sideways(played, ({ plan }) => playOnSockets(plan))
  let agreed = 0
  for (const [index, one] of played.entries()) {
    if ('left' in one) continue
    const { plan, said } = one
    let found = onSockets[index]!
    let tries = 1
    for (; !isSame(said, found) && tries < mostTries; tries += 1) found = await playOnSockets(plan)
    const name = `${plan.target.name} ${plan.scenario.name}`
    const again = tries === 1 ? '' : `, played ${tries} times`
    if (isSame(said, found)) {
      agreed += 1
      console.log(`ok   ${name}: ${said.cell}${again}`)
    } else if (found.isSilent) {
      console.log(`?    ${name}: ${said.cell}; on sockets this machine was too noisy to tell${again}`)
    } else {
      differing.push(name)
      console.log(`DIFF ${name}: ${said.cell} in the virtual world, ${found.cell} on sockets${again}`)
    }
  }
  return agreed
}

function isSame(one: Said, other: Said): boolean {
  return one.cell === other.cell && !other.isSilent
}

async function sideways<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const next = items.entries()
  const worker = async () => {
    for (const [index, item] of next) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: sideBySide }, worker))
  return results
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
