import { History } from '../../history/index.ts'
import { createRandom, measureEventLoopLag, RealClock, UndiciTransport } from '../../runtime/index.ts'
import { mswRefusal } from '../../upstream/msw/expressible.ts'
import { isMswInstalled } from '../../upstream/msw/installed.ts'
import { perform } from '../perform.ts'
import { credentialNames } from '../place.ts'
import { patienceBeyondDeadlineMs, toleranceMs, untilNone } from '../realTime.ts'
import type { World } from '../world.ts'

export const msw: World = {
  name: 'msw',
  doc: 'Mock Service Worker under undici: whatever can be said in HTTP responses, in real time, without a socket.',
  realTime: true,
  refuses: ({ worlds, upstream, caller }) => {
    if (worlds !== undefined && !worlds.includes('msw')) return 'it is written for other worlds'
    if (caller?.wallJump !== undefined)
      return 'the wall clock of this machine is not ours to set: play it on the virtual world'
    return isMswInstalled() ? mswRefusal(upstream) : 'MSW is not installed here: npm i -D msw @mswjs/interceptors'
  },
  play: async (plan) => {
    const { scenario, seed } = plan
    // MSW is loaded only when somebody plays in it.
    const { startMswUpstream } = await import('../../upstream/msw/mswUpstream.ts')
    const upstreamClock = new RealClock()
    const random = createRandom(seed)
    const lag = measureEventLoopLag()
    let clock = upstreamClock
    const history = new History(() => clock.now())
    const upstream = await startMswUpstream(
      scenario.upstream,
      { clock: upstreamClock, random, recorder: history },
      credentialNames(scenario.upstream),
    )
    clock = new RealClock()
    const transport = new UndiciTransport()
    try {
      await perform(plan, {
        clock,
        random,
        transport,
        history,
        origins: upstream.origins,
        patienceMs: (scenario.expect.deadlineMs ?? 0) + patienceBeyondDeadlineMs,
        untilNoticed: () => untilNone(upstreamClock, () => upstream.openSockets()),
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
