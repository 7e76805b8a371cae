import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { rawConnect, rawConnectTls } from '../../../test/support/rawClient.ts'
import { chatRequest, startWire, type WireRun } from '../../../test/support/wire.ts'
import { always, catalogue, type FaultSpec, type Rule } from '../../faults/index.ts'

interface Shown {
  readonly fault: FaultSpec
  /** What OpenSSL says of it, and what goes into the history. */
  readonly code: string
  readonly shows: (certificate: X509Certificate, authority: X509Certificate) => void
}

const shownBy: Record<string, Shown> = {
  tlsExpired: {
    fault: catalogue.tlsExpired({}),
    code: 'CERT_HAS_EXPIRED',
    shows: (certificate, authority) => {
      expect(certificate.validToDate.getTime()).toBeLessThan(Date.now())
      expect(certificate.verify(authority.publicKey)).toBe(true)
    },
  },
  tlsSelfSigned: {
    fault: catalogue.tlsSelfSigned({}),
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    shows: (certificate, authority) => {
      expect(certificate.verify(certificate.publicKey)).toBe(true)
      expect(certificate.verify(authority.publicKey)).toBe(false)
    },
  },
  tlsNotYetValid: {
    fault: catalogue.tlsNotYetValid({}),
    code: 'CERT_NOT_YET_VALID',
    shows: (certificate, authority) => {
      expect(certificate.validFromDate.getTime()).toBeGreaterThan(Date.now())
      expect(certificate.verify(authority.publicKey)).toBe(true)
    },
  },
  tlsUntrustedRoot: {
    fault: catalogue.tlsUntrustedRoot({}),
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    shows: (certificate, authority) => {
      expect(certificate.verify(authority.publicKey)).toBe(false)
      expect(certificate.verify(certificate.publicKey)).toBe(false)
    },
  },
  tlsWrongHost: {
    fault: catalogue.tlsWrongHost({}),
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    shows: (certificate, authority) => {
      expect(certificate.subjectAltName).toBe('DNS:other.test')
      expect(certificate.verify(authority.publicKey)).toBe(true)
      expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now())
    },
  },
}

const startTls = (...rules: Rule[]) =>
  startWire({ models: { m: [] }, origins: { gateway: { serves: ['m'], tls: true, rules } } })
const typesOf = ({ history }: WireRun) => history.events.map(({ type }) => type)

test('no TLS fault is left out', () => {
  const all = Object.values(catalogue).filter(
    (fault) => fault.on === 'connection' && (fault.connect as (options: object) => { do: string })({}).do === 'tls',
  )
  expect(Object.keys(shownBy).toSorted()).toEqual(all.map(({ type }) => type).toSorted())
})

describe.each(Object.values(shownBy))('$fault.type', ({ fault, code, shows }) => {
  test('shows its certificate; a client that leaves then is a failed connection', async () => {
    const run = await startTls(always(fault))
    const client = await rawConnectTls(run.url())
    shows(client.socket.getPeerX509Certificate()!, new X509Certificate(run.upstream.certificateAuthority!))
    client.socket.destroy()
    await vi.waitFor(() =>
      expect(run.history.events).toMatchObject([{ type: 'connection-failed', connection: 0, origin: 'gateway', code }]),
    )
    expect(client.received()).toBe('')
  })

  test('a client that does not mind and sends its key is served, and seen', async () => {
    const run = await startTls(always(fault))
    const client = await rawConnectTls(run.url())
    client.send(chatRequest(run.url()))
    await client.untilReceived(100)
    client.socket.destroy()
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(0))
    expect(typesOf(run)).toEqual(['connection-opened', 'exchange-started', 'response-started', 'exchange-ended'])
    expect(run.history.events[1]).toMatchObject({ credential: 'gateway', call: 3 })
  })

  const missing = spawnSync('openssl', ['version']).status !== 0
  if (missing) console.warn('skipped: there is no openssl on this machine to send an alert')

  test.skipIf(missing)('a client that sends an alert within the handshake is a failed connection', async () => {
    const run = await startTls(always(fault))
    const folder = mkdtempSync(join(tmpdir(), 'brownout-tls-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const authority = join(folder, 'authority.pem')
    writeFileSync(authority, run.upstream.certificateAuthority!)
    const options = ['-verify_return_error', '-verify_ip', '127.0.0.1', '-CAfile', authority, '-connect']
    const client = spawn('openssl', ['s_client', ...options, new URL(run.url()).host], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    client.stderr.on('data', (text) => (said += String(text)))
    expect(await new Promise((resolve) => client.once('close', resolve))).toBe(1)
    expect(said).toMatch(/certificate has expired|not yet valid|self-signed certificate|unable to|IP address mismatch/)
    await vi.waitFor(() => expect(run.history.events).toMatchObject([{ type: 'connection-failed', code }]))
  })

  test('without a hello nothing was shown and nothing failed', async () => {
    const run = await startTls(always(fault))
    const client = await rawConnect(run.url())
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(1))
    client.socket.destroy()
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(0))
    expect(run.history.events).toEqual([])
  })
})

describe('a good certificate', () => {
  test('is trusted by who trusts the authority, and opens the connection', async () => {
    const run = await startTls()
    const ca = run.upstream.certificateAuthority!
    const client = await rawConnectTls(run.url(), { ca, rejectUnauthorized: true })
    await vi.waitFor(() => expect(typesOf(run)).toEqual(['connection-opened']))
    expect(client.socket.alpnProtocol).toBe(false)
    client.socket.destroy()
  })

  test('is not trusted by who does not; what that client thinks is no fault of the script', async () => {
    const run = await startTls()
    await expect(rawConnectTls(run.url(), { rejectUnauthorized: true })).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
    await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(0))
    expect(typesOf(run)).not.toContain('connection-failed')
  })

  test.each([
    [catalogue.limitData({ bytes: 10 }), 'fin'],
    [catalogue.resetPeer({ afterBytes: 10 }), 'rst'],
  ] as const)('under TLS too, %j is a true %s, after ten bytes', async (fault, ending) => {
    const run = await startWire({
      models: { m: [always(fault)] },
      origins: { gateway: { serves: ['m'], tls: true } },
    })
    const client = await rawConnectTls(run.url())
    client.send(chatRequest(run.url()))
    expect(await client.ending).toBe(ending)
    expect(client.received()).toMatch(/\r\n\r\n\{"id":"cha$/)
    client.socket.destroy()
  })
})

test('HTTP without TLS on a TLS port is closed, and nothing is taken down', async () => {
  const run = await startTls()
  const client = await rawConnect(run.url())
  client.send(chatRequest(run.url()))
  await client.ending
  await vi.waitFor(() => expect(run.upstream.openSockets()).toBe(0))
  expect(run.history.events).toEqual([])
})
