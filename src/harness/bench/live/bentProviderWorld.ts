import type { Script } from '../../../faults/index.ts'
import { messages } from '../../../messages/index.ts'
import { createRandom, freshToken, RealClock, UndiciTransport, type Transport } from '../../../runtime/index.ts'
import { startWireUpstream } from '../../../upstream/wire/index.ts'
import { answersOf } from '../../../upstream/wire/provider/answersOf.ts'
import { uninjectable } from '../../../upstream/wire/provider/injectable.ts'
import { credentialNames, placeEndpoints } from '../../place.ts'
import { Problem } from '../../problem.ts'
import type { BenchPlan } from '../benchPlan.ts'
import type { OpenBenchWorld } from '../benchWorld.ts'
import { bentScript } from '../mockScript.ts'
import { TruthRecorder } from '../upstreamTruth.ts'
import { refuseStrangers } from './refuseStrangers.ts'
import type { LiveRun } from './liveLeave.ts'

/**
 * A scenario in front of a provider: a proxy on this machine bends what the provider answers, model by model, and what no
 * rule bends goes through as it comes. The client knows the proxy alone; the key goes on to the provider, whose certificate
 * is verified. Throws a `Problem` for a scenario that cannot bend a real answer. `onBug` is told what a fault of the script
 * threw. Closing it closes the transport.
 */
export async function openBentProviderWorld(
  plan: Pick<BenchPlan, 'models' | 'seed'> & { readonly baseURL: string },
  scenario: { readonly name: string; readonly script: Script },
  { transport: toProvider, live }: { readonly transport: Transport; readonly live: LiveRun | null },
  onBug: (error: unknown) => void = () => {},
): Promise<OpenBenchWorld> {
  const script = bentScript(plan, scenario.script)
  const refused = uninjectable(script)
  if (refused !== undefined)
    throw new Problem('usage', messages.errors.live.uninjectable(scenario.name, refused.fault, refused.reason))
  const clock = new RealClock()
  const recorder = new TruthRecorder(() => clock.now())
  // Whoever else runs on this machine is not to spend the key that the proxy holds.
  const salt = freshToken()
  const names = credentialNames(script, salt)
  const { baseURL, seed } = plan
  const healthy = answersOf({ baseURL, apiKey: live?.key.reveal(), transport: toProvider, clock })
  const upstream = await startWireUpstream(
    script,
    { clock, random: createRandom(seed), recorder, onBug, healthy },
    names,
    { intercept: refuseStrangers(new Set(names.keys())) },
  )
  const { certificateAuthority } = upstream
  const transport = new UndiciTransport({
    loopbackOnly: true,
    http2: Object.values(script.origins ?? {}).some(({ http2 }) => http2 === true),
    ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
  })
  return {
    clock,
    transport,
    endpoints: placeEndpoints(script, upstream.origins, { salt }),
    truth: () => Promise.resolve(recorder.truth()),
    close: async () => {
      await transport.close()
      await upstream.close()
      await toProvider.close()
    },
  }
}
