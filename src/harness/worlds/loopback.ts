import { History } from '../../history/index.ts'
import { createRandom, measureEventLoopLag, RealClock, UndiciTransport } from '../../runtime/index.ts'
import { startWireUpstream, wireRefusal } from '../../upstream/wire/index.ts'
import { perform } from '../perform.ts'
import { credentialNames } from '../place.ts'
import { patienceBeyondDeadlineMs, toleranceMs, untilNone } from '../realTime.ts'
import type { World } from '../world.ts'

export const loopback: World = {
  name: 'loopback',
  doc: 'Real sockets and real TLS on 127.0.0.1, in real time, with undici as the network.',
  realTime: true,
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
