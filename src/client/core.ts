import type { ClientEvent } from '../history/index.ts'
import type { Clock, Random, Transport } from '../runtime/index.ts'
import type { Decisions } from './decisions.ts'
import type { Endpoint } from './endpoint.ts'
import type { Gates } from './gates.ts'
import type { Policies } from './policy.ts'

/** What all calls of one client share. */
export interface ClientCore {
  readonly endpoints: readonly Endpoint[]
  readonly policies: Policies
  readonly gates: Gates
  readonly decisions: Decisions
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  emit(event: ClientEvent): void
}
