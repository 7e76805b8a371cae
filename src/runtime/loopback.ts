const loopbackHost = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

/** Throws if a host is not this machine itself. */
export function mustBeLoopback(hostname: string): void {
  if (!loopbackHost.test(hostname))
    throw new Error(`refused to leave this machine: ${hostname} is not a loopback address`)
}
