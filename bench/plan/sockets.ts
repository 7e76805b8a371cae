import { openLoopbackWorld } from '../../src/harness/bench/loopbackWorld.ts'
import { Ledger } from '../../src/harness/plan/ledger.ts'
import { planScript } from '../../src/harness/plan/planScript.ts'
import { driveSimulation, type Simulation, type Trial } from '../../src/harness/plan/simulate.ts'
import { searchSustained } from '../../src/harness/plan/sustained.ts'
import { keepRealTime } from '../../src/runtime/index.ts'
import { model, planned } from './models.ts'

const mostApart = 0.05

/**
 * The same search in both worlds, its script faster than life: half a minute of it says as much as minutes would. What a
 * minute counts cannot be made faster, so the limit is that of requests at a time.
 */
export async function sockets(): Promise<boolean> {
  const quick = { ttft: { medianMs: 200, sigma: 0.3 }, interToken: { medianMs: 4, sigma: 0.1 } }
  const input = planned([model('one', { ...quick, concurrency: 8 })], {
    slo: [
      { metric: 'ttft.p99', comparison: '<=', limit: 700, text: 'ttft.p99 <= 700ms' },
      { metric: 'success', comparison: '>=', limit: 0.995, text: 'success >= 99.5%' },
    ],
    warmUpMs: 1_000,
    durationMs: 25_000,
    trials: 1,
  })
  console.log('\nThe most load that fits, the same search in both worlds (owed: within 5 %)')
  const virtual = await searchSustained({ input, precision: 0.05 })
  const release = keepRealTime()
  const real = await searchSustained({ input, precision: 0.05, play: onLoopback }).finally(release)
  const show = (name: string, { sustained, cells }: typeof real) => {
    const [low, high] = sustained.interval
    console.log(`  ${name}: ${sustained.perSecond}/s [${low}, ${high}], ${sustained.bindsFirst.resource} binds first`)
    for (const cell of cells)
      console.log(
        `    ${cell.perSecond}/s: p99 TTFT ${cell.ttftMs.p99.value} ms, ${cell.attemptsPerCall} attempts a call, ` +
          `${(cell.goodShare * 100).toFixed(2)} % in time`,
      )
  }
  show('virtual clock', virtual)
  show('real sockets', real)
  const apart = virtual.sustained.perSecond / real.sustained.perSecond - 1
  console.log(`  ${(apart * 100).toFixed(2)} % apart`)
  return Math.abs(apart) <= mostApart
}

async function onLoopback(simulation: Simulation): Promise<Trial> {
  let beganMs = 0
  let now = () => 0
  const ledger = new Ledger(() => now() - beganMs)
  const script = planScript({ ...simulation, ...simulation.input }, ledger.admitted)
  const world = await openLoopbackWorld(script, simulation.seed)
  now = () => world.clock.now()
  beganMs = now()
  return { tally: await driveSimulation(simulation, world), ledger }
}
