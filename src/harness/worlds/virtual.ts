import { endpointsOf, protocolRefusal } from '../../faults/index.ts'
import { History } from '../../history/index.ts'
import { createRandom, VirtualClock, VirtualRunaway, VirtualTransport } from '../../runtime/index.ts'
import { ScriptedUpstream, type UpstreamRuntime } from '../../upstream/scriptedUpstream.ts'
import { wireRefusal } from '../../upstream/wire/refusal.ts'
import { VirtualUpstream } from '../../upstream/virtual/virtualUpstream.ts'
import { perform } from '../perform.ts'
import { credentialNames } from '../place.ts'
import type { Played, RunPlan, World } from '../world.ts'

/** Long enough for every honest wait, and it costs nothing: virtual hours pass in no time. */
const patienceMs = 12 * 3_600_000

export const virtual: World = {
  name: 'virtual',
  doc: 'A virtual clock and a network of promises: minutes in milliseconds, the same bytes for the same seed.',
  realTime: false,
  lendsProcess: true,
  refuses: ({ worlds, upstream }, target) => {
    if (worlds !== undefined && !worlds.includes('virtual'))
      return 'it needs real sockets: play it on the loopback world'
    // In memory plays what plays on sockets, and it plays the same.
    return target?.network === 'own' ? wireRefusal(upstream) : protocolRefusal(upstream)
  },
  play: async (plan) => {
    if (plan.target.network !== 'own') return playVirtually(plan, new VirtualClock())
    // Loaded only when somebody plays such a target: it looks into much of Node.
    const { playInMemory } = await import('../playInMemory.ts')
    return playInMemory(plan)
  },
}

/** One run on a fresh clock, whose wall may show any time. `onFault` hears of each fault that takes effect. */
export async function playVirtually(
  plan: RunPlan,
  clock: VirtualClock,
  onFault?: UpstreamRuntime['onFault'],
): Promise<Played> {
  const { scenario, seed } = plan
  const random = createRandom(seed)
  const history = new History(() => clock.now())
  const script = scenario.upstream
  const bugs: unknown[] = []
  const onBug = (error: unknown) => void bugs.push(error)
  const places = endpointsOf(script).map(
    ({ origin, tls }) => [origin, `${tls ? 'https' : 'http'}://${origin}.brownout.test`] as const,
  )
  const origins = new Map(places)
  const urlOf = (origin: string) => origins.get(origin)
  const runtime = { clock, random, recorder: history, onBug, urlOf, ...(onFault === undefined ? {} : { onFault }) }
  const upstream = new ScriptedUpstream(script, runtime, credentialNames(script))
  const byUrl = new Map(places.map(([origin, url]) => [url, origin]))
  const network = new VirtualUpstream(upstream, byUrl)
  const openTransport = () => new VirtualTransport(network, clock)
  const jumpWallClock = (byMs: number) => clock.jumpWallClock(byMs)
  const stage = { clock, random, openTransport, history, origins, patienceMs, jumpWallClock }
  await clock
    .run(() => perform(plan, stage))
    .catch((error: unknown) => {
      // A target that never comes to rest is a finding: what it did so far is judged.
      if (!(error instanceof VirtualRunaway)) throw error
    })
  if (bugs.length > 0) throw bugs[0]
  return { history, elapsedMs: clock.now(), toleranceMs: 0 }
}
