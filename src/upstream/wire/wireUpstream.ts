import { createSecureContext } from 'node:tls'
import type { Script } from '../../faults/index.ts'
import { ScriptedUpstream, type UpstreamRuntime } from '../scriptedUpstream.ts'
import { certificateNames, mintCertificates, type Certificates } from './certificates.ts'
import { refusedWindows, tlsOfOrigins, wireRefusal } from './refusal.ts'
import { WireOrigin, type Intercept, type SecureContexts } from './wireOrigin.ts'

export interface WireUpstream {
  /** Script origin to URL origin: `http://127.0.0.1:41234`, or `https://…` where the origin speaks TLS. */
  readonly origins: ReadonlyMap<string, string>
  /** The root to trust (PEM), or undefined if no origin speaks TLS. */
  readonly certificateAuthority: string | undefined
  /** Connections that clients hold open, idle ones included. */
  openSockets(): number
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
  readonly intercept?: Intercept
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
  { host = '127.0.0.1', hostNames, ports = new Map<string, number>(), intercept }: WireOptions = {},
): Promise<WireUpstream> {
  const reason = wireRefusal(script)
  if (reason !== undefined) throw new WireRefused(reason)
  const address = addresses[host] ?? (hostNames === undefined ? undefined : host)
  if (address === undefined) throw new HostNotAllowed(`${host} is not a loopback address: use 127.0.0.1 or ::1`)
  const speaksTls = tlsOfOrigins(script)
  const certificates = [...speaksTls.values()].includes(true) ? mintCertificates(runtime.clock.epochMs()) : undefined
  const contexts = certificates && contextsOf(certificates)
  const { clock } = runtime
  const startedAtMs = clock.now()
  const upstream = new ScriptedUpstream(script, runtime, credentialNames)
  const origins = new Map<string, WireOrigin>()
  const close = async () => void (await Promise.all([...origins.values()].map((origin) => origin.close())))
  try {
    for (const [name, tls] of speaksTls) {
      const port = ports.get(name) ?? 0
      const refused = refusedWindows(script, name)
      const origin = new WireOrigin({
        name,
        host: address,
        port,
        upstream,
        clock,
        contexts: tls ? contexts : undefined,
        refused,
        hostNames: [...loopbackNames, ...(hostNames ?? [])],
        intercept,
      })
      origins.set(name, origin)
      await origin.start()
    }
  } catch (error) {
    await close()
    throw error
  }
  for (const origin of origins.values()) origin.schedule(clock.now() - startedAtMs)
  return {
    origins: new Map([...origins].map(([name, origin]) => [name, origin.urlOrigin])),
    certificateAuthority: certificates?.authorityPem,
    openSockets: () => [...origins.values()].reduce((sum, { openSockets }) => sum + openSockets, 0),
    close,
  }
}

/** One context a certificate: a session of one cannot be resumed under another, so each new connection is shown its own. */
function contextsOf({ leaf }: Certificates): SecureContexts {
  return Object.fromEntries(
    certificateNames.map((name) => [
      name,
      createSecureContext({ key: leaf[name].keyPem, cert: leaf[name].certificatePem }),
    ]),
  ) as Record<(typeof certificateNames)[number], ReturnType<typeof createSecureContext>>
}
