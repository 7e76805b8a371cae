import { defineFault } from '../fault.ts'
import { firstBytes } from '../firstBytes.ts'
import { count } from '../optionKinds.ts'
import type { Http2Code } from '../steps.ts'

const codes = ['REFUSED_STREAM', 'INTERNAL_ERROR', 'CANCEL', 'NO_ERROR'] as const satisfies Http2Code[]
type Code = (typeof codes)[number]

export const http2ResetStream = defineFault<{ code?: Code; afterBytes?: number }>({
  type: 'http2ResetStream',
  doc: 'Ends the exchange with RST_STREAM: at once (REFUSED_STREAM unless `code` says otherwise), or after `afterBytes` of the body.',
  source:
    'RFC 9113 sections 6.4 and 8.7: a refused stream was not processed. CANCEL and NO_ERROR in the middle of a body are silent: 200, half an answer.',
  speaks: 'h2',
  options: (v) => ({ code: v.optional(v.picklist(codes)), afterBytes: v.optional(count(v)) }),
  arbitrary: (fc) => fc.record({ code: fc.constantFrom(...codes), afterBytes: fc.nat(500) }, { requiredKeys: [] }),
  *apply({ code = 'REFUSED_STREAM', afterBytes }, _exchange, next) {
    if (afterBytes === undefined || (yield* firstBytes(afterBytes, next()))) yield { do: 'rst-stream', code }
  },
})
