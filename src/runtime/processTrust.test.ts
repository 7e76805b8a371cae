import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import { mintCertificates } from '../upstream/wire/certificates.ts'
import { trustInProcess } from './processTrust.ts'

const prints = () => new Set(tls.getCACertificates('default').map((pem) => new X509Certificate(pem).fingerprint256))

test('an authority is added to those of Node, once', () => {
  const own = prints()
  const { authorityPem } = mintCertificates(Date.UTC(2026, 0, 1))
  trustInProcess(authorityPem)
  const now = prints()
  expect(now).toEqual(own.add(new X509Certificate(authorityPem).fingerprint256))
  const count = tls.getCACertificates('default').length
  trustInProcess(authorityPem)
  expect(tls.getCACertificates('default')).toHaveLength(count)
})
