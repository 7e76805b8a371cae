import { messages } from '../../../messages/index.ts'
import type { TransportError } from '../../../runtime/index.ts'
import type { Finding } from '../finding.ts'

const words = messages.doctor.live

/** Where somebody is on the way, as the address of a proxy without its credentials. */
export interface Way {
  readonly host: string
  readonly proxy: string | undefined
  /** 2026-05-31, as this machine's clock says. */
  readonly today: string
}

/** Node's verdicts on a chain whose end it does not know (OpenSSL's X509_V_ERR codes 18 to 21 and 2). */
const unknownIssuer =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|INVALID_CA)$/
const wrongDate = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/
const wrongName = /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/

/** Why nobody was reached: the name, the proxy, the connection, or a certificate that does not prove what it should. */
export function wayFinding(error: TransportError, { host, proxy, today }: Way): Finding {
  const { code, phase, kind, cause } = error
  const found = (text: string, fix: string): Finding => ({ check: phase, state: 'broken', text, fix })
  if (code.startsWith('PROXY_') && proxy !== undefined)
    return { ...found(words.proxyRefuses(proxy, (cause as Error).message), words.fixProxyRefuses), check: 'proxy' }
  if (unknownIssuer.test(code)) return found(words.issuer(host, code), words.fixIssuer)
  if (wrongDate.test(code)) return found(words.expired(host, code, today), words.fixExpired)
  if (wrongName.test(code)) return found(words.otherName(host, code), words.fixOtherName)
  if (phase === 'tls') return found(words.noTls(host, code), words.fixNoTls)
  const isOnTheWay = phase === 'dns' || phase === 'connect'
  // The name of the host is looked up by the proxy: what could not be found or reached is the proxy itself.
  if (isOnTheWay && proxy !== undefined)
    return { ...found(words.proxyDown(proxy, code), words.fixProxyDown), check: 'proxy' }
  if (phase === 'dns') return found(words.dns(host, code), words.fixDns)
  if (isOnTheWay && kind !== 'other') return found(words.refused(host, code), words.fixRefused)
  return found(words.broke(host, code), words.fixBroke)
}
