// The upstream of `streams.ts` in a process of its own. Told how long streams last, it gives its port; asked again, what
// it holds after a full collection and what it has cost.
import { History } from '../src/history/index.ts'
import { createRandom, RealClock } from '../src/runtime/index.ts'
import { startWireUpstream } from '../src/upstream/wire/index.ts'
import { collectGarbage } from './collectGarbage.ts'
import { Lateness, type LatenessFigures } from './lateness.ts'
import { machineMicroseconds, scriptFor } from './streamsPlan.ts'

export interface ServerFigures {
  readonly heapMb: number
  readonly rssMb: number
  readonly cpuMicroseconds: number
  readonly openSockets: number
  readonly openTimers: number
  readonly lateness: LatenessFigures
  /** While it collected its garbage it could not keep any plan. */
  readonly stoodStill: readonly [from: number, to: number]
}

const clock = new RealClock()
const lateness = new Lateness()
const runtime = { clock, random: createRandom(42), recorder: new History(() => clock.now()) }
let upstream: Awaited<ReturnType<typeof startWireUpstream>> | undefined

process.on('message', ({ durationMs }: { durationMs: number }) => {
  if (upstream === undefined) void start(durationMs)
  else process.send!(figures(upstream))
})
process.on('disconnect', () => process.exit())

async function start(durationMs: number): Promise<void> {
  upstream = await startWireUpstream(scriptFor(durationMs), runtime, new Map())
  process.send!(Number(new URL([...upstream.origins.values()][0]!).port))
}

function figures(open: NonNullable<typeof upstream>): ServerFigures {
  const { user, system } = process.cpuUsage()
  const from = machineMicroseconds()
  collectGarbage()
  const { heapUsed, rss } = process.memoryUsage()
  return {
    heapMb: heapUsed / 2 ** 20,
    rssMb: rss / 2 ** 20,
    cpuMicroseconds: user + system,
    openSockets: open.openSockets(),
    openTimers: clock.pending(),
    lateness: lateness.figures(),
    stoodStill: [from, machineMicroseconds()],
  }
}
