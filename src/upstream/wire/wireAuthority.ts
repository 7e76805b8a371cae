import type { Clock } from '../../runtime/index.ts'
import { currentCertificates } from './currentCertificates.ts'
import { secureContexts, type SecureContexts } from './secureContexts.ts'

/** Mints when the first origin speaks TLS, once: whoever trusts the root trusts every script that follows. */
export class WireAuthority {
  readonly #clock: Pick<Clock, 'epochMs'>
  #minted: { readonly pem: string; readonly contexts: SecureContexts } | undefined

  /** Clients go by this machine's date, whatever clock a run has: `clock` has to show that. */
  constructor(clock: Pick<Clock, 'epochMs'>) {
    this.#clock = clock
  }

  /** Undefined while nothing speaks TLS. */
  get pem(): string | undefined {
    return this.#minted?.pem
  }

  contexts(): SecureContexts {
    if (this.#minted === undefined) {
      const certificates = currentCertificates(this.#clock.epochMs())
      this.#minted = { pem: certificates.authorityPem, contexts: secureContexts(certificates) }
    }
    return this.#minted.contexts
  }
}
