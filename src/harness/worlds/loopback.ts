import { endpointsOf } from '../../faults/index.ts'
import { UndiciTransport } from '../../runtime/index.ts'
import { messages } from '../../messages/index.ts'
import { claimPorts, PortInUse, startWireUpstream, wireRefusal } from '../../upstream/wire/index.ts'
import { playInRealTime } from '../playInRealTime.ts'
import { realTimeRefusal } from '../realTime.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { Problem } from '../problem.ts'
import type { World } from '../world.ts'

/** The loopback world on free ports, or with an origin's port at `firstPort` and the next ones from there. */
export function loopbackAt(firstPort?: number): World {
  return {
    name: 'loopback',
    doc: 'Real sockets and real TLS on 127.0.0.1, in real time, with undici as the network.',
    realTime: true,
    realSockets: true,
    oneAtATime: firstPort !== undefined,
    prepare: async (scenarios) => {
      if (firstPort !== undefined) await claim(scenarios, firstPort)
    },
    refuses: (scenario) => {
      const { worlds, upstream } = scenario
      if (worlds !== undefined && !worlds.includes('loopback')) return 'it is written for the virtual clock'
      return realTimeRefusal(scenario) ?? wireRefusal(upstream)
    },
    play: (plan) => {
      const ports = portsOf(plan.scenario, firstPort)
      return playInRealTime(
        plan,
        (script, runtime, names) => startWireUpstream(script, runtime, names, { ports }),
        ({ certificateAuthority }) =>
          new UndiciTransport({
            loopbackOnly: true,
            http2: speaksHttp2(plan.scenario),
            ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
          }),
      )
    },
  }
}

export const loopback = loopbackAt()

function speaksHttp2({ upstream }: Scenario): boolean {
  return Object.values(upstream.origins ?? {}).some(({ http2 }) => http2 === true)
}

function originsOf({ upstream }: Scenario): string[] {
  return [...new Set(endpointsOf(upstream).map(({ origin }) => origin))]
}

function portsOf(scenario: Scenario, firstPort: number | undefined): Map<string, number> {
  if (firstPort === undefined) return new Map()
  return new Map(originsOf(scenario).map((origin, index) => [origin, firstPort + index]))
}

async function claim(scenarios: readonly Scenario[], firstPort: number): Promise<void> {
  const count = Math.max(1, ...scenarios.map((scenario) => originsOf(scenario).length))
  try {
    await claimPorts(Array.from({ length: count }, (_, index) => firstPort + index))
  } catch (error) {
    if (error instanceof PortInUse)
      throw new Problem('environment', messages.errors.portInUse(error.port), { cause: error })
    throw error
  }
}
