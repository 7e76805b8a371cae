import { rateLimit, latency } from '../../src/faults/catalogue/index.ts'
import { always, during } from '../../src/faults/index.ts'
import type { World } from '../../src/harness/world.ts'
import { loopback, virtual } from '../../src/harness/worlds/index.ts'
import { constant } from '../../src/load/index.ts'
import { scenarios, standard, type Scenario } from '../../src/scenarios/index.ts'
import { client } from '../../src/targets/client.ts'
import type { Figures } from './figures.ts'
import { measured, spread } from './measured.ts'

const seed = 42
const stormWindow = scenarios.find(({ name }) => name === 'storm-window')!

/** Ten minutes of 429 for the first model, so many calls a second. */
const tenMinutes = stormOf('storm-ten-minutes', 600_000, constant({ calls: 12_000, everyMs: 50 }))
/** Twenty seconds out of the middle of the storm, for the wall clock. */
const excerpt = stormOf('storm-excerpt', 20_000, constant({ calls: 40, everyMs: 500 }))

function stormOf(name: string, lastsMs: number, load: Scenario['load']): Scenario {
  return {
    ...stormWindow,
    name,
    upstream: {
      models: {
        'deepseek-chat': [during(0, lastsMs, rateLimit({ retryAfterSeconds: 2 })), always(latency({ delayMs: 45 }))],
        'moonshot-v1-8k': [always(latency({ delayMs: 60 }))],
      },
    },
    load,
    expect: standard,
  }
}

async function costOf(world: World, scenario: Scenario) {
  const { value, cpuMs, wallMs } = await measured(async () => {
    const played = await world.play({ target: client, scenario, seed })
    played.history.hash()
    return played
  })
  const count = (type: string) => value.history.events.filter((event) => event.type === type).length
  return {
    cpuMs,
    wallMs,
    elapsedMs: value.elapsedMs,
    attempts: count('exchange-started'),
    calls: count('call-started'),
  }
}

export async function storms(figures: Figures, { rounds }: { rounds: number }): Promise<void> {
  await inRounds(figures, stormWindow, rounds, { atMost: 150, goal: 80 })
  await inRounds(figures, tenMinutes, Math.ceil(rounds / 5))
}

async function inRounds(figures: Figures, scenario: Scenario, rounds: number, owed?: { atMost: number; goal: number }) {
  const costs: Awaited<ReturnType<typeof costOf>>[] = []
  const warmUps = Math.ceil(rounds / 3)
  for (let round = -warmUps; round < rounds; round += 1) {
    const cost = await costOf(virtual, scenario)
    if (round >= 0) costs.push(cost)
  }
  const { attempts, calls, elapsedMs } = costs[0]!
  const minutes = (elapsedMs / 60_000).toFixed(1)
  figures.title(`${scenario.name}: ${calls} calls, ${attempts} attempts, ${minutes} virtual minutes; ${rounds} rounds`)
  const cpu = spread(costs.map(({ cpuMs }) => cpuMs))
  const more = `± ${cpu.deviation.toFixed(1)}, least ${cpu.least.toFixed(1)}`
  figures.print('CPU, history and its hash included', cpu.median, 'ms', {
    more,
    ...(owed === undefined ? {} : { owed }),
  })
  figures.print('CPU per attempt', (cpu.median * 1000) / attempts, 'µs')
  figures.print('attempts per CPU second', (attempts / cpu.median) * 1000, '')
  figures.print('virtual seconds per wall second', elapsedMs / spread(costs.map(({ wallMs }) => wallMs)).median, '')
}

/** The same storm on real sockets, for as long as it takes. */
export async function onSockets(figures: Figures): Promise<void> {
  await costOf(virtual, excerpt)
  const inVirtual = await costOf(virtual, excerpt)
  const real = await costOf(loopback, excerpt)
  figures.title(`twenty seconds of a storm, ${real.attempts} attempts, on sockets and not`)
  const ratio = real.cpuMs / real.attempts / (inVirtual.cpuMs / inVirtual.attempts)
  figures.print('CPU per attempt on sockets', ratio, 'times the virtual')
  figures.print('wall time on sockets', real.wallMs / inVirtual.wallMs, 'times the virtual')
}
