// What the virtual world costs: CPU per storm, per attempt, and against the same storm on real sockets in the same run.
import { cpus } from 'node:os'
import { rateLimit, latency } from '../src/faults/catalogue/index.ts'
import { always, during } from '../src/faults/index.ts'
import type { RunPlan, World } from '../src/harness/world.ts'
import { loopback, virtual } from '../src/harness/worlds/index.ts'
import { constant } from '../src/load/index.ts'
import { scenarios, standard, type Scenario } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'

const rounds = 25
const warmUps = 10
const seed = 42

const storm = scenarios.find(({ name }) => name === 'storm-window')!
/** Twenty seconds out of the middle of the storm, for the wall clock. */
const excerpt: Scenario = {
  ...storm,
  name: 'storm-excerpt',
  upstream: {
    models: {
      'deepseek-chat': [during(0, 20_000, rateLimit({ retryAfterSeconds: 2 })), always(latency({ delayMs: 45 }))],
      'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
    },
  },
  load: constant({ calls: 40, everyMs: 500 }),
  expect: standard,
}

interface Cost {
  cpuMs: number
  wallMs: number
  attempts: number
  calls: number
  elapsedMs: number
}

async function costOf(world: World, plan: RunPlan): Promise<Cost> {
  const cpuBefore = process.cpuUsage()
  const wallBefore = performance.now()
  const { history, elapsedMs } = await world.play(plan)
  history.hash()
  const wallMs = performance.now() - wallBefore
  const { user, system } = process.cpuUsage(cpuBefore)
  const count = (type: string) => history.events.filter((event) => event.type === type).length
  return {
    cpuMs: (user + system) / 1000,
    wallMs,
    attempts: count('exchange-started'),
    calls: count('call-started'),
    elapsedMs,
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

console.log(
  `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim()}, seed ${seed}, ${rounds} rounds after ${warmUps} of warm-up\n`,
)
const plan = { target: client, scenario: storm, seed }
for (let warmUp = 0; warmUp < warmUps; warmUp += 1) await costOf(virtual, plan)
const costs: Cost[] = []
for (let round = 0; round < rounds; round += 1) costs.push(await costOf(virtual, plan))
const { attempts, calls, elapsedMs } = costs[0]!
const cpuMs = median(costs.map((cost) => cost.cpuMs))
const leastCpuMs = Math.min(...costs.map((cost) => cost.cpuMs))
const wallMs = median(costs.map((cost) => cost.wallMs))
console.log(
  `storm-window on the virtual clock: ${calls} calls, ${attempts} attempts, ${(elapsedMs / 60_000).toFixed(1)} virtual minutes`,
)
console.log(
  `  CPU, history hash included     ${cpuMs.toFixed(1)} ms median, ${leastCpuMs.toFixed(1)} ms least   (owed < 150, goal < 80)`,
)
console.log(`  CPU per attempt                ${((cpuMs * 1000) / attempts).toFixed(1)} µs`)
console.log(`  attempts per CPU second        ${Math.round((attempts / cpuMs) * 1000)}`)
console.log(`  virtual seconds per wall second ${Math.round(elapsedMs / wallMs)}\n`)

const short = { target: client, scenario: excerpt, seed }
const inVirtual = await costOf(virtual, short)
const onSockets = await costOf(loopback, short)
const ratio = onSockets.cpuMs / onSockets.attempts / (inVirtual.cpuMs / inVirtual.attempts)
console.log(`20 s of the same storm: ${onSockets.calls} calls`)
console.log(
  `  loopback   ${onSockets.attempts} attempts, ${onSockets.cpuMs.toFixed(1)} ms CPU, ${(onSockets.wallMs / 1000).toFixed(1)} s wall`,
)
console.log(
  `  virtual    ${inVirtual.attempts} attempts, ${inVirtual.cpuMs.toFixed(1)} ms CPU, ${inVirtual.wallMs.toFixed(1)} ms wall`,
)
console.log(
  `  ratio      ${ratio.toFixed(1)}x the CPU per attempt, ${Math.round(onSockets.wallMs / inVirtual.wallMs)}x the wall time on sockets`,
)
