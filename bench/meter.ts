// Whether the meter tells the truth: a server of known delays, and one that stops for a while.
//
//   (nothing)   5, 50, 200 and 2,000 ms; open and closed; on an idle machine and on a busy one; overload; the stall
//   --quick     a short run, for CI
//   --stall     the stall alone
import { spawn, type ChildProcess } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { constantCallers, poisson, type LoadSpec } from '../src/load/index.ts'
import { Child } from './child.ts'
import { printMachine } from './machine.ts'
import { meterPlan, meterRun, quantile } from './meterRun.ts'
import type { ServerTruth } from './meterServer.ts'
import { meterStall } from './meterStall.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, stall: { type: 'boolean', default: false } },
})
printMachine('undici', 'autocannon')

const server = new Child('./meterServer.ts')
const port = await server.ask<number>({ do: 'open' })
const seconds = values.quick ? 3 : 10
let held = true

/** One process a core that computes without end. */
function busyProcesses(): ChildProcess[] {
  return cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
}

/** Nothing is read in a loop of ours for 40 of 50 ms. */
function hinder(): void {
  const untilMs = performance.now() + 40
  while (performance.now() < untilMs);
}

const columns = [
  'delay',
  'load',
  'cpu',
  'calls',
  'min ms',
  'p50 ms',
  'truth p50',
  'p99 ms',
  'start lag p99',
  'loop lag p99',
  'CPU wait',
  'verdict',
]
const widths = [8, 8, 12, 7, 10, 10, 12, 10, 15, 14, 10]
const row = (cells: readonly string[]) =>
  cells.map((cell, index) => (index < widths.length ? cell.padStart(widths[index]!) : `  ${cell}`)).join('')

async function measure(
  delayMs: number,
  shape: LoadSpec,
  cpu: 'idle' | 'busy' | 'overloaded',
  whose: 'bare' | 'ours' = 'bare',
): Promise<void> {
  const hindrances = cpu === 'busy' ? busyProcesses() : []
  await server.ask({ do: 'begin' })
  const plan = meterPlan(shape, 500)
  const run = await meterRun(plan, port, delayMs, whose, cpu === 'overloaded' ? hinder : undefined)
  for (const child of hindrances) child.kill('SIGKILL')
  const [least, p50, p99] = [Math.min(...run.latencies), quantile(run.latencies, 0.5), quantile(run.latencies, 0.99)]
  const { requests } = await server.ask<ServerTruth>({ do: 'tell' })
  // On a busy machine the server is late itself: it says how much.
  const truth = quantile(
    requests.map(({ receivedMs, answeredMs }) => answeredMs - receivedMs),
    0.5,
  )
  const isTrue = Math.abs(p50 - truth) <= Math.max(1, truth / 100)
  const isAbove = least >= delayMs
  const { isTooNoisy } = run.noise
  // A run that says of itself that it is not to be believed has not lied.
  // What our client adds is told, and not the meter's error.
  const isRight = isAbove && (whose === 'ours' || (cpu === 'overloaded' ? isTooNoisy : isTrue || isTooNoisy))
  const said = [isTooNoisy ? 'TOO NOISY' : 'valid', isAbove ? '' : 'BELOW THE FLOOR', isTrue ? '' : 'off'].filter(
    Boolean,
  )
  const ms = (value: number) => value.toFixed(3)
  const shown = [delayMs, shape.type === 'poisson' ? 'open' : 'closed', cpu, run.latencies.length].map(String)
  const lags = [ms(run.startLagP99Ms), ms(run.loopLagP99Ms), run.cpuWait === null ? '-' : run.cpuWait.toFixed(2)]
  console.log(
    row([
      ...shown,
      ms(least),
      ms(p50),
      ms(truth),
      ms(p99),
      ...lags,
      `${said.join(', ')}${isRight ? '' : '  <- not held'}`,
    ]),
  )
  held &&= isRight
}

if (!values.stall) {
  console.log('\nKnown delays, in ms, by plain sockets, from due time')
  console.log(row(columns))
  for (const cpu of ['idle', 'busy'] as const)
    for (const delayMs of [5, 50, 200, 2_000]) {
      const durationMs = seconds * 1000 + Math.min(delayMs, 1_000)
      await measure(delayMs, poisson({ perSecond: 50, durationMs }), cpu)
      await measure(delayMs, constantCallers({ callers: 8, durationMs }), cpu)
    }
  await measure(50, poisson({ perSecond: 50, durationMs: seconds * 1000 }), 'overloaded')
  console.log('\nThe same through our client: what it adds is a part of what its users wait for')
  for (const delayMs of [50, 200])
    await measure(delayMs, poisson({ perSecond: 50, durationMs: seconds * 1000 }), 'idle', 'ours')
  console.log(`${held ? 'held' : 'not held'}: never below the floor, p50 within 1 ms or 1 %, or else TOO NOISY`)
}
held = (await meterStall(server, port, values.quick ? 15 : 30)) && held
await server.end()
process.exitCode = held ? 0 : 1
