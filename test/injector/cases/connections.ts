import { catalogue } from '../../../src/faults/index.ts'
import { shown, unconnected } from '../connection.ts'
import { epochMs } from '../stage.ts'

const { connectionRefused, tlsExpired, tlsSelfSigned, tlsWrongHost } = catalogue

export const connections = {
  connectionRefused: [unconnected(connectionRefused({}), 'ECONNREFUSED')],
  tlsExpired: [
    shown(tlsExpired({}), {
      'past its date': ({ validToDate }) => validToDate.getTime() < epochMs,
      'of this host': ({ subjectAltName }) => subjectAltName?.includes('IP Address:127.0.0.1') === true,
      'signed by the authority': (certificate, { publicKey }) => certificate.verify(publicKey),
    }),
  ],
  tlsSelfSigned: [
    shown(tlsSelfSigned({}), {
      'signed by itself': (certificate) => certificate.verify(certificate.publicKey),
      'of this host': ({ subjectAltName }) => subjectAltName?.includes('IP Address:127.0.0.1') === true,
      'of today': ({ validToDate }) => validToDate.getTime() > epochMs,
    }),
  ],
  tlsWrongHost: [
    shown(tlsWrongHost({}), {
      'of other.test alone': ({ subjectAltName }) => subjectAltName === 'DNS:other.test',
      'of today': ({ validToDate }) => validToDate.getTime() > epochMs,
      'signed by the authority': (certificate, { publicKey }) => certificate.verify(publicKey),
    }),
  ],
}
