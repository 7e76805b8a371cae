import type { EndpointOptions } from '../../client/index.ts'
import type { Clock, Transport } from '../../runtime/index.ts'
import type { UpstreamTruth } from './upstreamTruth.ts'

/** Where a benchmark runs, opened: what a client needs to be measured there, and what the other side saw. */
export interface OpenBenchWorld {
  readonly clock: Clock
  readonly transport: Transport
  /** Of each model of the plan, in its order. */
  readonly endpoints: readonly (Pick<EndpointOptions, 'baseURL' | 'model'> & { readonly apiKey: string })[]
  /** What the mock saw so far. */
  truth(): Promise<UpstreamTruth>
  /** Closes the network and ends the mock. */
  close(): Promise<void>
}
