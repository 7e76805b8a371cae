import { Listener } from './listener.ts'

/** Takes each port on 127.0.0.1 for a moment and gives it back. Rejects with `PortInUse` for the first that is taken. */
export async function claimPorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const listener = new Listener('127.0.0.1', port, (socket) => socket.destroy())
    await listener.start()
    listener.stop()
  }
}
