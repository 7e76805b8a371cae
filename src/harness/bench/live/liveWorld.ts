import { RealClock, type Transport } from '../../../runtime/index.ts'
import type { BenchPlan } from '../benchPlan.ts'
import type { OpenBenchWorld } from '../benchWorld.ts'
import type { LiveRun } from './liveLeave.ts'

/** A provider tells nothing of what it saw. */
export type ProviderWorld = Omit<OpenBenchWorld, 'truth'>

/** What a server on this machine is given that asked for none. */
const anyKey = 'not-needed'

/** The provider at the plan's base URL, which all models share, and its key. Closing it closes the transport. */
export function openProviderWorld(
  { baseURL, models }: Pick<BenchPlan, 'models'> & { readonly baseURL: string },
  { transport, live }: { readonly transport: Transport; readonly live: LiveRun | null },
): ProviderWorld {
  const apiKey = live?.key.reveal() ?? anyKey
  return {
    clock: new RealClock(),
    transport,
    endpoints: models.map(({ id: model }) => ({ model, baseURL, apiKey })),
    close: () => transport.close(),
  }
}
