import { endpointsOf } from '../../faults/index.ts'
import { History } from '../../history/index.ts'
import { createRandom, measureEventLoopLag, RealClock, UndiciTransport } from '../../runtime/index.ts'
import { messages } from '../../messages/index.ts'
import { claimPorts, PortInUse, startWireUpstream, wireRefusal } from '../../upstream/wire/index.ts'
import { perform } from '../perform.ts'
import { credentialNames } from '../place.ts'
import { patienceBeyondDeadlineMs, toleranceMs, untilNone } from '../realTime.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { Problem } from '../problem.ts'
import type { World } from '../world.ts'

/** The loopback world on free ports, or with an origin's port at `firstPort` and the next ones from there. */
export function loopbackAt(firstPort?: number): World {
  return {
    name: 'loopback',
    doc: 'Real sockets and real TLS on 127.0.0.1, in real time, with undici as the network.',
    realTime: true,
    oneAtATime: firstPort !== undefined,
    prepare: async (scenarios) => {
      if (firstPort !== undefined) await claim(scenarios, firstPort)
    },
    refuses: ({ worlds, upstream, caller }) => {
      if (worlds !== undefined && !worlds.includes('loopback')) return 'it is written for the virtual clock'
      if (caller?.wallJump !== undefined)
        return 'the wall clock of this machine is not ours to set: play it on the virtual world'
      return wireRefusal(upstream)
    },
    play: async (plan) => {
      const { scenario, seed } = plan
      // Two clocks: the upstream's timers must not count as the target's.
      const clock = new RealClock()
      const upstreamClock = new RealClock()
      const history = new History(() => clock.now())
      const random = createRandom(seed)
      const lag = measureEventLoopLag()
      const upstream = await startWireUpstream(
        scenario.upstream,
        { clock: upstreamClock, random, recorder: history },
        credentialNames(scenario.upstream),
        { ports: portsOf(scenario, firstPort) },
      )
      const transport = new UndiciTransport({
        loopbackOnly: true,
        ...(upstream.certificateAuthority === undefined ? {} : { certificateAuthority: upstream.certificateAuthority }),
      })
      try {
        await perform(plan, {
          clock,
          random,
          transport,
          history,
          origins: upstream.origins,
          patienceMs: (scenario.expect.deadlineMs ?? 0) + patienceBeyondDeadlineMs,
          untilNoticed: async () => {
            await transport.close()
            await untilNone(upstreamClock, () => upstream.openSockets())
          },
        })
      } finally {
        await transport.close()
        await upstream.close()
        lag.stop()
      }
      const worstLagMs = lag.worstMs()
      return { history, elapsedMs: clock.now(), toleranceMs: toleranceMs(worstLagMs), worstLagMs }
    },
  }
}

export const loopback = loopbackAt()

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
