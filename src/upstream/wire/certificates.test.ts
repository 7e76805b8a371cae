import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificateNames, mintCertificates } from './certificates.ts'

const dayMs = 86_400_000
const epochMs = Date.UTC(2026, 0, 1)
const { authorityPem, leaf } = mintCertificates(epochMs)
const authority = new X509Certificate(authorityPem)
const read = (name: (typeof certificateNames)[number]) => new X509Certificate(leaf[name].certificatePem)

describe('each certificate is what its name says', () => {
  test('good: ours, for this machine, valid now', () => {
    const good = read('good')
    expect(good.verify(authority.publicKey)).toBe(true)
    expect(good.checkHost('localhost')).toBe('localhost')
    expect([good.checkIP('127.0.0.1'), good.checkIP('::1')]).toEqual(['127.0.0.1', '::1'])
    expect(good.validFromDate.getTime()).toBeLessThan(epochMs)
    expect(good.validToDate.getTime()).toBeGreaterThan(epochMs)
  })

  test('expired: ours, but over since yesterday', () => {
    const expired = read('expired')
    expect(expired.verify(authority.publicKey)).toBe(true)
    expect(expired.validToDate.getTime()).toBe(epochMs - dayMs)
  })

  test('selfSigned: vouches for itself alone', () => {
    const selfSigned = read('selfSigned')
    expect(selfSigned.verify(authority.publicKey)).toBe(false)
    expect(selfSigned.verify(selfSigned.publicKey)).toBe(true)
    expect(selfSigned.issuer).toBe(selfSigned.subject)
  })

  test('wrongHost: ours and valid, for another machine', () => {
    const wrongHost = read('wrongHost')
    expect(wrongHost.verify(authority.publicKey)).toBe(true)
    expect(wrongHost.checkHost('other.test')).toBe('other.test')
    expect([wrongHost.checkHost('localhost'), wrongHost.checkIP('127.0.0.1')]).toEqual([undefined, undefined])
  })

  test.each(certificateNames)('%s comes with its key', (name) => {
    expect(leaf[name].keyPem).toContain('PRIVATE KEY')
    expect(read(name).ca).toBe(false)
  })
})

test('keys and serial numbers are fresh each time', () => {
  const again = mintCertificates(epochMs)
  const serials = [leaf, again.leaf].flatMap((leaves) =>
    certificateNames.map((name) => new X509Certificate(leaves[name].certificatePem).serialNumber),
  )
  expect(new Set(serials).size).toBe(2 * certificateNames.length)
  expect(again.leaf.good.keyPem).not.toBe(leaf.good.keyPem)
})

describe('as OpenSSL judges them under -x509_strict', () => {
  const missing = spawnSync('openssl', ['version']).status !== 0
  if (missing) console.warn('skipped: there is no openssl on this machine to judge the certificates')

  test.skipIf(missing).each([
    ['good', /: OK/],
    ['expired', /certificate has expired/],
    ['selfSigned', /self-signed certificate/],
    ['wrongHost', /IP address mismatch/],
  ] as const)('%s', (name, verdict) => {
    const folder = mkdtempSync(join(tmpdir(), 'brownout-certificates-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'authority.pem'), authorityPem)
    writeFileSync(join(folder, 'leaf.pem'), leaf[name].certificatePem)
    const options = ['-x509_strict', '-verify_ip', '127.0.0.1', '-attime', String(epochMs / 1000), '-CAfile']
    const { stdout, stderr } = spawnSync('openssl', ['verify', ...options, 'authority.pem', 'leaf.pem'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(stdout + stderr).toMatch(verdict)
  })

  test.skipIf(missing)('the root has what a root needs', () => {
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: authorityPem, encoding: 'utf8' })
    expect(text).toContain('CA:TRUE')
    expect(text).toContain('Certificate Sign')
  })
})
