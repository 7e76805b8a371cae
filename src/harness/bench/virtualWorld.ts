import { endpointsOf, type Script } from '../../faults/index.ts'
import type { Recorder } from '../../history/index.ts'
import { createRandom, VirtualTransport, type VirtualClock } from '../../runtime/index.ts'
import { ScriptedUpstream } from '../../upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../upstream/virtual/virtualUpstream.ts'
import { credentialNames, placeEndpoints } from '../place.ts'
import type { OpenBenchWorld } from './benchWorld.ts'
import { TruthRecorder } from './upstreamTruth.ts'

/** The mock of a plan on a virtual clock, and what it saw. */
export function openVirtualWorld(
  script: Script,
  seed: number,
  clock: VirtualClock,
  onBug?: (error: unknown) => void,
): OpenBenchWorld {
  const truth = new TruthRecorder(() => clock.now())
  return {
    ...openWatchedWorld(script, seed, clock, truth, onBug),
    truth: () => Promise.resolve(truth.truth()),
  }
}

/**
 * The same, watched by somebody else, in this process: the same script and seed give the same bytes. Whoever opens it runs
 * the load inside `clock.run`, and fails with what `onBug` is told.
 */
export function openWatchedWorld(
  script: Script,
  seed: number,
  clock: VirtualClock,
  recorder: Recorder,
  onBug?: (error: unknown) => void,
): Omit<OpenBenchWorld, 'truth'> {
  const origins = new Map(
    endpointsOf(script).map(({ origin, tls }) => [origin, `${tls ? 'https' : 'http'}://${origin}.brownout.test`]),
  )
  const runtime = {
    clock,
    random: createRandom(seed),
    recorder,
    hashesBodies: false,
    urlOf: (origin: string) => origins.get(origin),
    ...(onBug === undefined ? {} : { onBug }),
  }
  const upstream = new ScriptedUpstream(script, runtime, credentialNames(script))
  const byUrl = new Map(Array.from(origins, ([origin, url]) => [url, origin]))
  const transport = new VirtualTransport(new VirtualUpstream(upstream, byUrl), clock)
  return { clock, transport, endpoints: placeEndpoints(script, origins), close: () => transport.close() }
}
