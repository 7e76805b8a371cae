import type { Socket } from 'node:net'
import { holdPort, type HeldPort } from './heldPort.ts'
import { Listener } from './listener.ts'
import { holdSilentPort, type SilentPort } from './silentPort.ts'

/** A port that can stop listening and start again; connections that are there stay. */
export interface PortListener {
  readonly port: number
  /** Does nothing while it listens. Rejects with `PortInUse`. */
  start(): Promise<void>
  stop(): void
}

/** Where the ports of an upstream are. */
export interface WireNetwork {
  /** `port` 0 takes any free one. */
  listener(host: string, port: number, onSocket: (socket: Socket) => void): PortListener
  /** Keeps a port while nothing listens on it. */
  holdPort(host: string, port: number): Promise<HeldPort>
  /** Makes a port answer to nobody. */
  holdSilentPort(host: string, port: number): Promise<SilentPort>
}

/** This machine's own. */
export const systemNetwork: WireNetwork = {
  listener: (host, port, onSocket) => new Listener(host, port, onSocket),
  holdPort,
  holdSilentPort,
}
