import { describe, expect, test } from 'vitest'
import { mintCertificates } from '../upstream/wire/certificates.ts'
import { checkTransportOptions, connectionDefaults, TransportOptionsError } from './transportOptions.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())

test.each([
  {},
  connectionDefaults,
  { certificateAuthority: authorityPem },
  { certificateAuthority: `# two\n${authorityPem}\n${leaf.selfSigned.certificatePem}`, trust: 'only' as const },
  { maxConnectionsPerOrigin: 1, keepAliveMs: 0.5, keepAliveMaxMs: 2 ** 31 - 1 },
])('can work: %#', (options) => {
  expect(() => checkTransportOptions(options)).not.toThrow()
})

describe('cannot work', () => {
  test.each([
    [{ certificateAuthority: '/etc/ssl/ours.pem' }, 'give the text of a PEM file, not its path'],
    [{ certificateAuthority: Buffer.from('x') }, 'give the text of a PEM file, not its path'],
    [{ certificateAuthority: `${authorityPem}${leaf.good.keyPem}` }, 'block 2 of 2 is no certificate'],
    [{ certificateAuthority: authorityPem, trust: 'none' }, `trust is "none": write 'added' or 'only'`],
    [{ trust: 'only' }, 'trust says how to trust `certificateAuthority`, and that is not given'],
    [{ maxConnectionsPerOrigin: 0 }, 'maxConnectionsPerOrigin is 0: write a whole number from 1, or leave it out'],
    [{ maxConnectionsPerOrigin: 1.5 }, 'maxConnectionsPerOrigin is 1.5'],
    [{ maxConnectionsPerOrigin: Infinity }, 'maxConnectionsPerOrigin is Infinity'],
    [{ keepAliveMs: 0 }, 'keepAliveMs is 0: write milliseconds above 0'],
    [{ keepAliveMs: NaN }, 'keepAliveMs is NaN'],
    [{ keepAliveMaxMs: 2 ** 31 }, 'keepAliveMaxMs is 2147483648: write milliseconds above 0, at most 2147483647'],
  ])('%j', (options, message) => {
    const check = () => checkTransportOptions(options as Parameters<typeof checkTransportOptions>[0])
    expect(check).toThrow(TransportOptionsError)
    expect(check).toThrow(message)
  })

  test('the error of a key that was given as a certificate does not show the key', () => {
    const check = () => checkTransportOptions({ certificateAuthority: leaf.good.keyPem })
    expect(check).toThrow(TransportOptionsError)
    expect(check).not.toThrow(leaf.good.keyPem.slice(40, 60))
  })
})
