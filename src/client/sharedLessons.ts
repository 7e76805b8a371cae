import type { ClientCore } from './core.ts'
import type { Endpoint } from './endpoint.ts'
import { spoilsOf, type Failure } from './failure.ts'

/** The server asked to be left alone: that binds all calls. */
export function passOnWait({ clock, gates, decisions }: ClientCore, index: number, { askedWaitMs }: Failure): void {
  if (askedWaitMs !== undefined && decisions.sharesAskedWaits) gates.askForPeace(index, clock.now(), askedWaitMs)
}

/** A key that was refused, or has no money left, is not used by any call until it has cooled. */
export function buryKey(core: ClientCore, { credential, id }: Endpoint, failure: Failure): void {
  if (spoilsOf(failure) !== 'credential') return
  const { clock, gates, policies, emit, decisions } = core
  const untilMs = decisions.cooledAtMs(clock.now(), policies.retry.credentialCooldownMs)
  gates.bury(credential, untilMs, failure)
  emit({ type: 'key-buried', endpoint: id, untilMs, errorClass: failure.errorClass })
}
