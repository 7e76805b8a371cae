import tls from 'node:tls'
import type { ConnectionOptions } from './transportOptions.ts'

/**
 * What a TLS connection trusts; undefined is Node's own choice. To be made once and kept: with Node's authorities in the
 * list it takes some 30 ms of CPU, while Node's own choice takes none.
 */
export function secureContextFor(options: ConnectionOptions): tls.SecureContext | undefined {
  const { certificateAuthority, trust = 'added' } = options
  if (certificateAuthority === undefined) return undefined
  // `ca` replaces what Node trusts: to add to it is to repeat it.
  return tls.createSecureContext({
    ca: trust === 'only' ? [certificateAuthority] : [...nodesAuthorities(), certificateAuthority],
  })
}

/** With NODE_EXTRA_CA_CERTS and the system's, if Node was told so; Node 23 learnt to tell in 23.10. */
function nodesAuthorities(): readonly string[] {
  const { getCACertificates } = tls as Partial<typeof tls>
  return getCACertificates?.('default') ?? tls.rootCertificates
}
