import { defineConnectionFault } from '../fault.ts'

const codes = ['ENOTFOUND', 'EAI_AGAIN'] as const

export const dnsFailure = defineConnectionFault<{ code?: (typeof codes)[number] }>({
  type: 'dnsFailure',
  doc: 'The name of the origin leads nowhere: NXDOMAIN (`ENOTFOUND`), or a resolver that fails (`EAI_AGAIN`).',
  source:
    'RFC 8499 section 3; RFC 6761 section 6.4 for the name on real sockets. The request was surely not processed.',
  options: (v) => ({ code: v.optional(v.picklist(codes)) }),
  arbitrary: (fc) => fc.record({ code: fc.constantFrom(...codes) }, { requiredKeys: [] }),
  connect: ({ code = 'ENOTFOUND' }) => ({ do: 'unresolvable', code }),
})
