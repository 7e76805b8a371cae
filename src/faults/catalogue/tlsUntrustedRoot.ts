import { defineConnectionFault } from '../fault.ts'

export const tlsUntrustedRoot = defineConnectionFault<{ chain?: boolean }>({
  type: 'tlsUntrustedRoot',
  doc: 'Shows a certificate of a root that nobody trusts: the leaf alone (as with a missing intermediate), or with `chain` the root too.',
  source:
    'RFC 5280 section 6; badssl: untrusted-root, incomplete-chain. Client side: UNABLE_TO_VERIFY_LEAF_SIGNATURE, SELF_SIGNED_CERT_IN_CHAIN.',
  options: (v) => ({ chain: v.optional(v.boolean()) }),
  arbitrary: (fc) => fc.record({ chain: fc.boolean() }),
  connect: ({ chain = false }) => ({ do: 'tls', certificate: chain ? 'untrustedRootChain' : 'untrustedRoot' }),
})
