import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import {
  bitString,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
  yes,
} from './der.ts'

const dayMs = 24 * 60 * 60 * 1000

export const certificateNames = [
  'good',
  'expired',
  'notYetValid',
  'selfSigned',
  'wrongHost',
  'untrustedRoot',
  'untrustedRootChain',
] as const
export type CertificateName = (typeof certificateNames)[number]

interface Leaf {
  readonly keyPem: string
  /** The leaf, and after it whatever the server sends along. */
  readonly certificatePem: string
}

export interface Certificates {
  /** The root that signed the leaves (but `selfSigned` and the `untrustedRoot`s), for clients to trust. */
  readonly authorityPem: string
  readonly leaf: Readonly<Record<CertificateName, Leaf>>
}

/**
 * Mints a root and the leaves that the TLS faults show (RFC 5280, P-256). Keys are fresh and dates hang on `epochMs`
 * (wall time, ms since 1970), so that nothing secret is committed and nothing expires in the repository.
 */
export function mintCertificates(epochMs: number): Certificates {
  const root: Party = { name: 'brownout rehearsal root', ...freshKey() }
  const stranger: Party = { name: 'brownout root that nobody trusts', ...freshKey() }
  const local: Subject = { name: 'localhost', dnsNames: ['localhost'], addresses: [v4Loopback, v6Loopback] }
  const current: Validity = [epochMs - dayMs, epochMs + 7 * dayMs]
  const past: Validity = [epochMs - 10 * dayMs, epochMs - dayMs]
  const future: Validity = [epochMs + dayMs, epochMs + 10 * dayMs]
  const leaf = (subject: Subject, validity: Validity, issuer?: Party): Leaf => {
    const holder: Party = { name: subject.name, ...freshKey() }
    const certificate = signed({ holder, issuer: issuer ?? holder, validity, extensions: leafExtensions(subject) })
    const keyPem = holder.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    return { keyPem, certificatePem: certificate }
  }
  const rootOf = (holder: Party) =>
    signed({
      holder,
      issuer: holder,
      validity: [epochMs - 30 * dayMs, epochMs + 30 * dayMs],
      extensions: authorityExtensions,
    })
  return {
    authorityPem: rootOf(root),
    leaf: {
      good: leaf(local, current, root),
      expired: leaf(local, past, root),
      notYetValid: leaf(local, future, root),
      selfSigned: leaf(local, current),
      wrongHost: leaf({ name: 'other.test', dnsNames: ['other.test'], addresses: [] }, current, root),
      untrustedRoot: leaf(local, current, stranger),
      untrustedRootChain: followedBy(rootOf(stranger), leaf(local, current, stranger)),
    },
  }
}

function followedBy(chain: string, { keyPem, certificatePem }: Leaf): Leaf {
  return { keyPem, certificatePem: certificatePem + chain }
}

type Validity = readonly [notBeforeMs: number, notAfterMs: number]

interface Subject {
  readonly name: string
  readonly dnsNames: readonly string[]
  readonly addresses: readonly Uint8Array[]
}

interface Party {
  readonly name: string
  readonly privateKey: KeyObject
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Buffer
  /** SHA-1 of the key's bits: an identifier, not a protection (RFC 5280 section 4.2.1.2, method 1). */
  readonly keyIdentifier: Buffer
}

const v4Loopback = Buffer.from([127, 0, 0, 1])
const v6Loopback = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])

/** An uncompressed P-256 point: 0x04 and two coordinates. It ends the SubjectPublicKeyInfo. */
const pointBytes = 65

function freshKey(): Omit<Party, 'name'> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { privateKey, publicKey: spki, keyIdentifier: sha1(spki.subarray(-pointBytes)) }
}

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))

interface Certificate {
  readonly holder: Party
  readonly issuer: Party
  readonly validity: Validity
  readonly extensions: readonly Uint8Array[]
}

function signed({ holder, issuer, validity, extensions }: Certificate): string {
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))), // v3
    serialOf(holder),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(validity[0]), time(validity[1])),
    nameOf(holder),
    holder.publicKey,
    explicit(
      3,
      sequence(
        ...extensions,
        extension('2.5.29.14', octetString(holder.keyIdentifier)),
        extension('2.5.29.35', sequence(implicit(0, issuer.keyIdentifier))),
      ),
    ),
  )
  const certificate = sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, issuer.privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g)!
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** Unique because the key is fresh, without another draw of chance; positive and within 20 octets. */
function serialOf({ publicKey }: Party): Buffer {
  return integer(Buffer.concat([Buffer.from([1]), sha1(publicKey).subarray(0, 15)]))
}

function nameOf({ name }: Party): Buffer {
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))))
}

function extension(identifier: string, value: Uint8Array, critical = false): Buffer {
  return sequence(objectIdentifier(identifier), ...(critical ? [yes] : []), octetString(value))
}

/** basicConstraints CA:TRUE; keyUsage keyCertSign. */
const authorityExtensions = [
  extension('2.5.29.19', sequence(yes), true),
  extension('2.5.29.15', bitString(Buffer.from([0x04]), 2), true),
]

/** basicConstraints CA:FALSE; keyUsage digitalSignature; extKeyUsage serverAuth; the names. */
function leafExtensions({ dnsNames, addresses }: Subject): Buffer[] {
  return [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bitString(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension(
      '2.5.29.17',
      sequence(
        ...dnsNames.map((name) => implicit(2, Buffer.from(name))),
        ...addresses.map((address) => implicit(7, address)),
      ),
    ),
  ]
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest()
}
