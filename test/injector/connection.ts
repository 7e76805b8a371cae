import type { X509Certificate } from 'node:crypto'
import { X509Certificate as Certificate } from 'node:crypto'
import { always, type FaultSpec } from '../../src/faults/index.ts'
import type { Case, Stage } from './case.ts'
import { rawConnect, rawConnectTls } from './rawReader.ts'

function bent(fault: FaultSpec, tls: boolean, play: Case['play']): Case {
  const script = { models: { m: [] }, origins: { gateway: { serves: ['m'], tls, rules: [always(fault)] } } }
  return { fault, stream: false, variant: '', script, play }
}

/** A connection that does not come about: `connect` fails with this code. */
export function unconnected(fault: FaultSpec, code: string): Case {
  return bent(fault, false, async ({ url }: Stage) => {
    const met = await rawConnect(url).then(
      (reader) => {
        reader.close()
        return 'a connection'
      },
      (error: NodeJS.ErrnoException) => error.code,
    )
    return { saw: `connect fails, ${met}`, wrong: met === code ? [] : [`${met} instead of ${code}`], untimely: [] }
  })
}

/** A handshake that shows a certificate; `owed` says what must be true of it. */
export function shown(
  fault: FaultSpec,
  owed: Readonly<Record<string, (certificate: X509Certificate, authority: X509Certificate) => boolean>>,
): Case {
  return bent(fault, true, async ({ url, certificateAuthority }: Stage) => {
    const reader = await rawConnectTls(url)
    const certificate = reader.socket.getPeerX509Certificate()!
    const protocol = reader.socket.getProtocol()
    reader.close()
    const authority = new Certificate(certificateAuthority!)
    const wrong = Object.entries(owed).filter(([, holds]) => !holds(certificate, authority))
    return {
      saw: `${protocol} handshake, certificate ${Object.keys(owed).join(', ')}`,
      wrong: wrong.map(([what]) => `the certificate is not: ${what}`),
      untimely: [],
    }
  })
}
