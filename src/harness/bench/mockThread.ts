import type { Script } from '../../faults/index.ts'
import type { UpstreamTruth } from './upstreamTruth.ts'

/** What the mock's thread is started with. */
export interface MockSetup {
  readonly script: Script
  readonly seed: number
  /** Each key that was issued, and the name of its credential. */
  readonly credentials: readonly (readonly [key: string, name: string])[]
}

export type MockOrder = 'truth' | 'close'

export type MockAnswer =
  | {
      readonly origins: readonly (readonly [origin: string, url: string])[]
      readonly certificateAuthority: string | undefined
    }
  | { readonly truth: UpstreamTruth }
  | { readonly closed: true }
  /** A fault of the script threw, or the mock could not be started. */
  | { readonly failed: string }
