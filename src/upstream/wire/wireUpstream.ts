import type { Script } from '../../faults/index.ts'
import type { Clock } from '../../runtime/index.ts'
import { ScriptedUpstream, type UpstreamRuntime } from '../scriptedUpstream.ts'
import { isSilent, isUnresolvable, refusedWindows, tlsOfOrigins, wireRefusal } from './refusal.ts'
import { WireAuthority } from './wireAuthority.ts'
import { systemNetwork, type WireNetwork } from './wireNetwork.ts'
import { WireOrigin, type Intercept, type WirePart } from './wireOrigin.ts'

export interface WireUpstream {
  /** Script origin to URL origin: `http://127.0.0.1:41234`, or `https://…` where the origin speaks TLS. */
  readonly origins: ReadonlyMap<string, string>
  /** The root to trust (PEM), or undefined if no origin speaks TLS. */
  readonly certificateAuthority: string | undefined
  /** Connections that clients hold open, idle ones included. */
  openSockets(): number
  /**
   * Plays another script, or the same one anew, from its start: the first origin on the first port, and so on; ports are
   * opened and closed where their number differs. Connections to the others stay, and what is under way plays on.
   * Rejects with `WireRefused`, and then nothing has changed, or with `PortInUse`.
   */
  play(script: Script): Promise<void>
  /** Destroys every connection and frees the ports; nothing is left pending. */
  close(): Promise<void>
}

export interface WireOptions {
  /** `127.0.0.1` unless set; only loopback is allowed, unless `hostNames` says by which names it may be addressed. */
  readonly host?: string
  /** Beside the loopback ones. Who opens this to other machines has to ask for a token, by `intercept`. */
  readonly hostNames?: readonly string[]
  /** By script origin; an origin without one takes any free port. */
  readonly ports?: ReadonlyMap<string, number>
  /** Instead of `ports`: the first origin takes it, the others the next ones from there; 0 takes any free ones. */
  readonly firstPort?: number
  readonly intercept?: Intercept
  /** This machine's own unless set. */
  readonly network?: WireNetwork
  /** Whose certificates its TLS origins show; one of its own unless set. */
  readonly authority?: WireAuthority
}

export class HostNotAllowed extends Error {
  override readonly name = 'HostNotAllowed'
}

/** The script asks for something that `wireRefusal` names. */
export class WireRefused extends Error {
  override readonly name = 'WireRefused'
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const addresses: Readonly<Record<string, string>> = { localhost: '127.0.0.1', '127.0.0.1': '127.0.0.1', '::1': '::1' }

/**
 * Plays a script on real sockets, one port an origin. Resolves once all of them listen; the script's time has begun by
 * then, by the few ms that this takes.
 * Rejects with `PortInUse`, `HostNotAllowed` or `WireRefused`, and leaves nothing behind.
 */
export async function startWireUpstream(
  script: Script,
  runtime: UpstreamRuntime,
  credentialNames: ReadonlyMap<string, string>,
  options: WireOptions = {},
): Promise<WireUpstream> {
  refuseUnplayable(script)
  const { host = '127.0.0.1', hostNames } = options
  const address = addresses[host] ?? (hostNames === undefined ? undefined : host)
  if (address === undefined) throw new HostNotAllowed(`${host} is not a loopback address: use 127.0.0.1 or ::1`)
  const { clock } = runtime
  const authority = options.authority ?? new WireAuthority(clock)
  const parts = partsOf(script, authority)
  const urlOf = (name: string): string | undefined => wire.origins.get(name)
  const upstream = new ScriptedUpstream(script, { urlOf, ...runtime }, credentialNames)
  const wire: PlayedWire = new PlayedWire(upstream, clock, authority, { ...options, host: address })
  try {
    await wire.playParts(parts)
  } catch (error) {
    await wire.close()
    throw error
  }
  return wire
}

function refuseUnplayable(script: Script): void {
  const reason = wireRefusal(script)
  if (reason !== undefined) throw new WireRefused(reason)
}

class PlayedWire implements WireUpstream {
  readonly #upstream: ScriptedUpstream
  readonly #clock: Clock
  readonly #authority: WireAuthority
  readonly #options: WireOptions & { readonly host: string }
  #open: readonly { readonly name: string; readonly port: WireOrigin }[] = []

  constructor(
    upstream: ScriptedUpstream,
    clock: Clock,
    authority: WireAuthority,
    options: WireOptions & { readonly host: string },
  ) {
    this.#upstream = upstream
    this.#clock = clock
    this.#authority = authority
    this.#options = options
  }

  get origins(): ReadonlyMap<string, string> {
    return new Map(this.#open.map(({ name, port }) => [name, port.urlOrigin]))
  }

  get certificateAuthority(): string | undefined {
    return this.#authority.pem
  }

  openSockets(): number {
    return this.#open.reduce((sum, { port }) => sum + port.openSockets, 0)
  }

  async play(script: Script): Promise<void> {
    refuseUnplayable(script)
    const parts = partsOf(script, this.#authority)
    this.#upstream.restart(script)
    await this.playParts(parts)
  }

  /** Gives each port its part of the script, which has just begun. */
  async playParts(parts: readonly WirePart[]): Promise<void> {
    const startedAtMs = this.#clock.now()
    const [kept, surplus] = [this.#open.slice(0, parts.length), this.#open.slice(parts.length)]
    this.#open = kept
    await Promise.all(surplus.map(({ port }) => port.close()))
    for (const [index, part] of parts.entries()) {
      const there = kept[index]?.port
      const port = there ?? this.#newPort(index, part)
      this.#open = [...this.#open.slice(0, index), { name: part.name, port }, ...this.#open.slice(index + 1)]
      await (there === undefined ? port.start() : port.play(part))
    }
    for (const { port } of this.#open) port.schedule(this.#clock.now() - startedAtMs)
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map(({ port }) => port.close()))
  }

  #newPort(index: number, part: WirePart): WireOrigin {
    const { host, ports, firstPort = 0, hostNames = [], intercept, network = systemNetwork } = this.#options
    const port = ports?.get(part.name) ?? (firstPort === 0 ? 0 : firstPort + index)
    const names = [...loopbackNames, ...hostNames]
    return new WireOrigin(
      { host, port, hostNames: names, intercept, network, upstream: this.#upstream, clock: this.#clock },
      part,
    )
  }
}

function partsOf(script: Script, authority: WireAuthority): WirePart[] {
  return [...tlsOfOrigins(script)].map(([name, tls]) => ({
    name,
    contexts: tls ? authority.contexts() : undefined,
    refused: refusedWindows(script, name),
    http2: script.origins?.[name]?.http2 === true,
    silent: isSilent(script, name),
    unresolvable: isUnresolvable(script, name),
  }))
}
