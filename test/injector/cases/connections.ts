import { lookup } from 'node:dns/promises'
import { catalogue } from '../../../src/faults/index.ts'
import { bent, found, heard, listen, shown, unconnected } from '../connection.ts'
import { answered } from '../healthy.ts'
import { sayHello } from '../hello.ts'
import { chatRequest } from '../http.ts'
import { rawConnect, rawConnectHalfOpen, rawConnecting } from '../rawReader.ts'
import { epochMs } from '../stage.ts'
import { unplayable } from '../unplayable.ts'

const { connectionRefused, connectionReset, connectTimeout, continueNever, dnsFailure, halfClose } = catalogue
const { tlsExpired, tlsNotYetValid, tlsPlainHttp, tlsSelfSigned, tlsUntrustedRoot, tlsWrongHost } = catalogue

type Shown = Parameters<Parameters<typeof shown>[1][string]>[0]
const ofThisHost = ({ certificate }: Shown) => certificate.subjectAltName?.includes('IP Address:127.0.0.1') === true
const ofToday = ({ certificate: { validFromDate, validToDate } }: Shown) =>
  validFromDate.getTime() < epochMs && validToDate.getTime() > epochMs
const signedByAuthority = ({ certificate, authority }: Shown) => certificate.verify(authority.publicKey)
const signedByItself = ({ certificate }: Shown) => certificate.verify(certificate.publicKey)
const signedByStranger = (all: Shown) => !signedByAuthority(all) && !signedByItself(all)

export const connections = {
  connectionRefused: [unconnected(connectionRefused({}), 'ECONNREFUSED')],
  connectTimeout: [unconnected(connectTimeout({}), 'nothing')],
  connectionReset: [
    bent(connectionReset({}), {}, async (stage) => {
      // The RST may be there before this side has heard that it is connected.
      const reader = rawConnecting(stage.url)
      const fromMs = performance.now()
      await listen(reader, 'rst')
      return heard(stage, reader, fromMs, { bytes: '', ending: 'rst' })
    }),
  ],
  halfClose: [
    bent(halfClose({}), {}, async (stage) => {
      const reader = await rawConnectHalfOpen(stage.url)
      const fromMs = performance.now()
      await listen(reader, 'fin')
      // A side that has closed reads no more: whether the other one still reads, only a second writing tells.
      for (let times = 0; times < 2; times += 1) {
        reader.send(chatRequest(stage.url, false))
        await reader.until(({ broken }) => broken !== undefined, 60)
      }
      const finding = heard(stage, reader, fromMs, { bytes: '', ending: 'fin' })
      reader.close()
      return {
        ...finding,
        saw: `${finding.saw}; what is sent then is read`,
        wrong: [...finding.wrong, ...(reader.broken === undefined ? [] : [`then ${reader.broken}`])],
      }
    }),
  ],
  continueNever: [
    bent(continueNever({}), {}, async (stage) => {
      const reader = await rawConnect(stage.url)
      const [head, body] = chatRequest(stage.url, false).split('\r\n\r\n') as [string, string]
      const askedAtMs = reader.send(`${head}\r\nexpect: 100-continue\r\n\r\n`)
      await listen(reader, undefined)
      const silence = heard(stage, reader, askedAtMs, { bytes: '', ending: undefined })
      reader.send(body)
      const owed = answered.map(({ bytes }) => bytes).join('')
      await reader.until(({ total }) => total >= owed.length, 1_000)
      const { received } = reader
      reader.close()
      return {
        ...silence,
        saw: `asked to continue: ${silence.saw}; answered once the body came`,
        wrong: [...silence.wrong, ...(received === owed ? [] : [`the body is answered with ${received}`])],
      }
    }),
  ],
  dnsFailure: [
    bent(dnsFailure({}), {}, async ({ url }) => {
      const { hostname } = new URL(url)
      const met = await lookup(hostname).then(
        ({ address }) => address,
        (error: NodeJS.ErrnoException) => String(error.code),
      )
      return found(`${hostname} is ${met}`, [met === 'ENOTFOUND' ? '' : `${hostname} is ${met} instead of ENOTFOUND`])
    }),
    unplayable(dnsFailure({ code: 'EAI_AGAIN' })),
  ],
  tlsExpired: [
    shown(tlsExpired({}), {
      'past its date': ({ certificate }) => certificate.validToDate.getTime() < epochMs,
      'of this host': ofThisHost,
      'signed by the authority': signedByAuthority,
    }),
  ],
  tlsNotYetValid: [
    shown(tlsNotYetValid({}), {
      'before its date': ({ certificate }) => certificate.validFromDate.getTime() > epochMs,
      'of this host': ofThisHost,
      'signed by the authority': signedByAuthority,
    }),
  ],
  tlsPlainHttp: [
    bent(tlsPlainHttp({}), { tls: true }, async (stage) => {
      const { raw, tls, saidAtMs } = await sayHello(stage.url)
      await listen(raw, 'fin')
      const refusal = raw.received
      const finding = heard(stage, raw, saidAtMs, { bytes: refusal, ending: 'fin' })
      raw.close()
      tls.destroy()
      const isHttp = /^HTTP\/1\.1 400 Bad Request\r\n(.+\r\n)+\r\n/.test(refusal)
      return {
        ...finding,
        saw: `after the ClientHello an answer of HTTP: ${finding.saw}`,
        wrong: [...finding.wrong, ...(isHttp ? [] : [`${JSON.stringify(refusal)} is no refusal of HTTP`])],
      }
    }),
  ],
  tlsSelfSigned: [
    shown(tlsSelfSigned({}), { 'signed by itself': signedByItself, 'of this host': ofThisHost, 'of today': ofToday }),
  ],
  tlsUntrustedRoot: [
    shown(tlsUntrustedRoot({}), {
      'of this host': ofThisHost,
      'of today': ofToday,
      'signed by a stranger': signedByStranger,
      alone: ({ chain }) => chain === 1,
    }),
    shown(tlsUntrustedRoot({ chain: true }), {
      'of this host': ofThisHost,
      'of today': ofToday,
      'signed by a stranger': signedByStranger,
      'with its root': ({ chain }) => chain === 2,
    }),
  ],
  tlsWrongHost: [
    shown(tlsWrongHost({}), {
      'of other.test alone': ({ certificate }) => certificate.subjectAltName === 'DNS:other.test',
      'of today': ofToday,
      'signed by the authority': signedByAuthority,
    }),
  ],
}
