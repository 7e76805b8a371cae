import type { Script } from '../faults/index.ts'
import { History } from '../history/index.ts'
import {
  createRandom,
  freshToken,
  keepRealTime,
  measureEventLoopLag,
  RealClock,
  type Transport,
} from '../runtime/index.ts'
import type { UpstreamRuntime } from '../upstream/scriptedUpstream.ts'
import { CallsByTime } from './callsByTime.ts'
import { perform } from './perform.ts'
import { credentialNames } from './place.ts'
import { patienceMs, toleranceMs, untilNone } from './realTime.ts'
import type { Played, RunPlan } from './world.ts'

/** An upstream that plays as time passes on the wall. */
export interface RealTimeUpstream {
  readonly origins: ReadonlyMap<string, string>
  /** The root to trust (PEM), where it speaks TLS. */
  readonly certificateAuthority?: string | undefined
  openSockets(): number
  close(): Promise<void>
}

type Start<Upstream> = (
  script: Script,
  runtime: UpstreamRuntime,
  names: ReadonlyMap<string, string>,
) => Promise<Upstream>

/** One run on real clocks: starts the upstream, makes the calls, and leaves nothing open. */
export async function playInRealTime<Upstream extends RealTimeUpstream>(
  plan: RunPlan,
  start: Start<Upstream>,
  transportTo: (upstream: Upstream) => Transport,
): Promise<Played> {
  const release = keepRealTime()
  try {
    return await played(plan, start, transportTo)
  } finally {
    release()
  }
}

async function played<Upstream extends RealTimeUpstream>(
  plan: RunPlan,
  start: Start<Upstream>,
  transportTo: (upstream: Upstream) => Transport,
): Promise<Played> {
  const script = plan.scenario.upstream
  // Two clocks: the upstream's timers must not count as the target's.
  const upstreamClock = new RealClock()
  let clock = upstreamClock
  const history = new History(() => clock.now())
  const random = createRandom(plan.seed)
  const bugs: unknown[] = []
  const onBug = (error: unknown) => void bugs.push(error)
  const recorder = plan.target.oneRunPerCall === true ? new CallsByTime(history) : history
  const runtime = { clock: upstreamClock, random, recorder, onBug }
  await plan.target.prepare?.()
  const keys = plan.target.network === 'process' ? { keySalt: freshToken() } : {}
  const upstream = await start(script, runtime, credentialNames(script, keys.keySalt))
  clock = new RealClock()
  const lag = measureEventLoopLag()
  let worstLagMs: number | undefined
  // A program may take seconds to end: how late this process is by then changes no verdict.
  const onCallsOver = plan.target.network === 'process' ? () => void (worstLagMs ??= lag.worstMs()) : undefined
  const transports: Transport[] = []
  const openTransport = () => {
    const transport = transportTo(upstream)
    transports.push(transport)
    return transport
  }
  const closeTransports = () => Promise.all(transports.map((transport) => transport.close()))
  try {
    await perform(plan, {
      clock,
      random,
      openTransport,
      history: recorder,
      origins: upstream.origins,
      ...keys,
      ...(onCallsOver === undefined ? {} : { onCallsOver }),
      patienceMs: patienceMs(plan),
      ...(plan.timeLimitMs === undefined ? {} : { untilMs: plan.timeLimitMs }),
      ...(upstream.certificateAuthority === undefined ? {} : { trust: upstream.certificateAuthority }),
      untilNoticed: async () => {
        await closeTransports()
        await untilNone(upstreamClock, () => upstream.openSockets())
      },
    })
  } finally {
    await closeTransports()
    await upstream.close()
    lag.stop()
  }
  if (bugs.length > 0) throw bugs[0]
  worstLagMs ??= lag.worstMs()
  return { history, elapsedMs: clock.now(), toleranceMs: toleranceMs(worstLagMs), worstLagMs }
}
