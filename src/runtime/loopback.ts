const loopbackHost = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

/** Whether a host is this machine itself, as it stands in a URL. */
export function isLoopback(hostname: string): boolean {
  return loopbackHost.test(hostname)
}

/** Throws if a host is not this machine itself. */
export function mustBeLoopback(hostname: string): void {
  if (!isLoopback(hostname)) throw new Error(`refused to leave this machine: ${hostname} is not a loopback address`)
}
