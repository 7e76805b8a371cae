import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { PortInUse } from './listener.ts'

/** A port that stays ours while nothing listens on it. */
export interface HeldPort {
  release(): void
}

/**
 * Keeps `port` out of the kernel's hands while its listener is closed: a connection that goes out from it. Without one
 * the kernel may give a closed port to anybody who asks for a free one, and a "refused" request would reach a stranger.
 * Connecting to the port is still refused, and a listener may come back to it (both sockets have SO_REUSEADDR).
 * Rejects with `PortInUse` if somebody was given the port in the instant since its listener closed.
 */
export async function holdPort(host: string, port: number): Promise<HeldPort> {
  const far = createServer()
  far.listen(0, host)
  await once(far, 'listening')
  const accepted = once(far, 'connection') as Promise<[Socket]>
  const near = connect({ host, port: (far.address() as { port: number }).port, localAddress: host, localPort: port })
  try {
    await once(near, 'connect')
  } catch (error) {
    far.close()
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUse(port, error as Error) : error
  }
  const [other] = await accepted
  far.close()
  other.on('error', () => {})
  return {
    release: () => {
      // RST on one side leaves no TIME_WAIT on the port.
      near.resetAndDestroy()
      other.destroy()
    },
  }
}
