/** One entry of NO_PROXY. */
interface Exception {
  /** `*` is every host. */
  readonly host: string
  readonly port: number | undefined
  /** `*.example.com` is without `example.com` itself. */
  readonly subdomainsOnly: boolean
}

/**
 * Reads NO_PROXY as undici's EnvHttpProxyAgent and curl do: entries between commas or blanks; a host stands for its
 * subdomains too; `*` for all; `:port` narrows; IPv6 addresses in brackets if a port follows. Loopback is not left out
 * by itself.
 */
export function noProxyRule(list: string): (origin: URL) => boolean {
  const exceptions = list
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map(exceptionFrom)
  return (origin) => {
    const host = bareHost(origin.hostname)
    const port = origin.port === '' ? (origin.protocol === 'https:' ? 443 : 80) : Number(origin.port)
    return exceptions.some((exception) => {
      if (exception.port !== undefined && exception.port !== port) return false
      if (exception.host === '*') return true
      return (host === exception.host && !exception.subdomainsOnly) || host.endsWith(`.${exception.host}`)
    })
  }
}

function exceptionFrom(entry: string): Exception {
  // More than one colon without brackets is an IPv6 address, and its last group no port.
  const withPort = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry)
  const host = bareHost(withPort === null ? entry : withPort[1]!)
  return {
    host: host.replace(/^\*?\./, ''),
    port: withPort === null ? undefined : Number(withPort[2]),
    subdomainsOnly: host.startsWith('*.'),
  }
}

/** Without the brackets of an IPv6 address and the dot of a fully qualified name. */
function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/(.)\.$/, '$1')
}
