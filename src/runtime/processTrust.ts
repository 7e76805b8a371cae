import tls from 'node:tls'

const trusted = new Set<string>()

/**
 * Makes every new TLS connection of this process trust an authority (PEM) beside Node's own, whoever opens it: the global
 * fetch, and clients that bring their own network. It costs some 30 ms of CPU the first time, and then nothing.
 */
export function trustInProcess(certificateAuthority: string): void {
  if (trusted.has(certificateAuthority)) return
  trusted.add(certificateAuthority)
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificateAuthority])
}
