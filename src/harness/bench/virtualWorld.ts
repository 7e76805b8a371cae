import { endpointsOf, type Script } from '../../faults/index.ts'
import type { Recorder } from '../../history/index.ts'
import { createRandom, VirtualTransport, type VirtualClock } from '../../runtime/index.ts'
import { ScriptedUpstream } from '../../upstream/scriptedUpstream.ts'
import { VirtualUpstream } from '../../upstream/virtual/virtualUpstream.ts'
import { credentialNames, placeEndpoints } from '../place.ts'
import type { OpenBenchWorld } from './benchWorld.ts'
import { TruthRecorder } from './upstreamTruth.ts'

/**
 * The mock of a plan on a virtual clock, in this process: the same script and seed give the same bytes. Whoever opens it
 * runs the benchmark inside `clock.run`, and fails with what `onBug` is told. `watcher` sees all that the mock records.
 */
export function openVirtualWorld(
  script: Script,
  seed: number,
  clock: VirtualClock,
  onBug?: (error: unknown) => void,
  watcher?: Recorder,
): OpenBenchWorld {
  const truth = new TruthRecorder(() => clock.now())
  const recorder = watcher === undefined ? truth : bothOf(truth, watcher)
  const origins = new Map(
    endpointsOf(script).map(({ origin, tls }) => [origin, `${tls ? 'https' : 'http'}://${origin}.brownout.test`]),
  )
  const runtime = {
    clock,
    random: createRandom(seed),
    recorder,
    urlOf: (origin: string) => origins.get(origin),
    ...(onBug === undefined ? {} : { onBug }),
  }
  const upstream = new ScriptedUpstream(script, runtime, credentialNames(script))
  const byUrl = new Map(Array.from(origins, ([origin, url]) => [url, origin]))
  const transport = new VirtualTransport(new VirtualUpstream(upstream, byUrl), clock)
  return {
    clock,
    transport,
    endpoints: placeEndpoints(script, origins),
    truth: () => Promise.resolve(truth.truth()),
    close: () => transport.close(),
  }
}

function bothOf(one: Recorder, other: Recorder): Recorder {
  return {
    record: (event) => {
      one.record(event)
      other.record(event)
    },
  }
}
