import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate } from 'node:tls'
import { always, type FaultSpec } from '../../src/faults/index.ts'
import type { Case, Finding, Stage } from './case.ts'
import { judge } from './judge.ts'
import { rawConnect, rawConnectTls, type Ending, type RawReader } from './rawReader.ts'

/** How long a silence is listened to, ms. */
const listenMs = 60
/** How long an end that is owed is waited for, ms. */
const patienceMs = 1_000

/** A fault that bends connections, on an origin of its own. */
export function bent(fault: FaultSpec, { tls = false, variant = '' }, play: Case['play']): Case {
  const script = { models: { m: [] }, origins: { gateway: { serves: ['m'], tls, rules: [always(fault)] } } }
  return { fault, stream: false, variant, script, play }
}

/** A connection that does not come about: `connect` fails with this code, or neither fails nor succeeds. */
export function unconnected(fault: FaultSpec, owed: 'ECONNREFUSED' | 'nothing'): Case {
  return bent(fault, {}, async ({ url }: Stage) => {
    const connecting = rawConnect(url).then(
      (reader) => {
        reader.close()
        return 'a connection'
      },
      (error: NodeJS.ErrnoException) => String(error.code),
    )
    const nothing = new Promise<string>((resolve) => setTimeout(resolve, 3 * listenMs, 'nothing'))
    const met = await Promise.race([connecting, nothing])
    return found(`connect meets ${met}`, [met === owed ? '' : `connect meets ${met} instead of ${owed}`])
  })
}

/** Whatever is read on a connection from the instant at which something was said on it, or at which it stood. */
export function heard(
  { ownLag }: Stage,
  reader: RawReader,
  fromMs: number,
  owed: { readonly bytes: string; readonly ending: Ending | undefined },
): Finding {
  const { bytes, ending } = owed
  const judged = judge(
    {
      received: reader.received,
      instantOf: (count) => {
        const atMs = reader.instantOf(count)
        return atMs === undefined ? undefined : atMs - fromMs
      },
      lagBetween: (from, until) => ownLag.between(fromMs + from, fromMs + until),
      ending: reader.ending && { how: reader.ending.how, atMs: reader.ending.atMs - fromMs },
    },
    { pieces: [{ atMs: 0, bytes }], ending: ending === undefined ? undefined : { how: ending, atMs: 0 } },
  )
  const told = ending === undefined ? `${listenMs} ms of silence, still open` : ending.toUpperCase()
  const off = judged.offMs.map((ms) => ms.toFixed(1)).join(' to ')
  return { ...judged, saw: `${reader.total} bytes, then ${told}; off the plan by ${off} ms` }
}

/** Waits for the end that is owed, or listens to the silence. */
export async function listen(reader: RawReader, ending: Ending | undefined): Promise<void> {
  await reader.until((all) => all.ending !== undefined, ending === undefined ? listenMs : patienceMs)
}

interface Shown {
  readonly certificate: X509Certificate
  readonly authority: X509Certificate
  /** How many certificates came, the leaf included. */
  readonly chain: number
}

/** A handshake that shows a certificate; `owed` says what must be true of it. */
export function shown(fault: FaultSpec, owed: Readonly<Record<string, (shown: Shown) => boolean>>): Case {
  return bent(fault, { tls: true }, async ({ url, certificateAuthority }: Stage) => {
    const { socket } = await rawConnectTls(url)
    const certificate = socket.getPeerX509Certificate()!
    const all = {
      certificate,
      authority: new X509Certificate(certificateAuthority!),
      chain: chainOf(socket.getPeerCertificate(true)).size,
    }
    const protocol = socket.getProtocol()
    socket.destroy()
    const wrong = Object.entries(owed).map(([what, holds]) => (holds(all) ? '' : `the certificate is not: ${what}`))
    return found(`${protocol} handshake, certificate ${Object.keys(owed).join(', ')}`, wrong)
  })
}

/** A root is its own issuer. */
function chainOf(certificate: DetailedPeerCertificate): Set<string> {
  const seen = new Set<string>()
  let next: DetailedPeerCertificate | undefined = certificate
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256)
    next = next.issuerCertificate
  }
  return seen
}

export function found(saw: string, wrong: readonly string[]): Finding {
  return { saw, wrong: wrong.filter((what) => what !== ''), untimely: [] }
}
