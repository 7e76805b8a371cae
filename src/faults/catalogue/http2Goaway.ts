import { defineFault } from '../fault.ts'
import { firstBytes } from '../firstBytes.ts'
import { count } from '../optionKinds.ts'
import type { Http2Code } from '../steps.ts'

const codes = ['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'ENHANCE_YOUR_CALM'] as const satisfies Http2Code[]
type Code = (typeof codes)[number]

export const http2Goaway = defineFault<{ code?: Code; processed?: boolean; afterBytes?: number }>({
  type: 'http2Goaway',
  doc: 'Says GOAWAY: gracefully (`processed`: the answer still comes whole), before it looked at the request (the default), or after `afterBytes` of the body with an error code.',
  source:
    'RFC 9113 section 6.8: requests above the last stream were surely not processed. Client side: UND_ERR_INFO, ERR_HTTP2_SESSION_ERROR.',
  speaks: 'h2',
  options: (v) => ({
    code: v.optional(v.picklist(codes)),
    processed: v.optional(v.boolean()),
    afterBytes: v.optional(count(v)),
  }),
  arbitrary: (fc) =>
    fc.record(
      { code: fc.constantFrom(...codes), processed: fc.boolean(), afterBytes: fc.nat(500) },
      { requiredKeys: [] },
    ),
  *apply({ code = 'NO_ERROR', processed = false, afterBytes }, _exchange, next) {
    if (afterBytes !== undefined) {
      // In the middle of an answer the request was processed, whatever is said.
      if (yield* firstBytes(afterBytes, next()))
        yield { do: 'goaway', code: code === 'NO_ERROR' ? 'INTERNAL_ERROR' : code, processed: true }
      return
    }
    yield { do: 'goaway', code, processed }
    if (processed && code === 'NO_ERROR') yield* next()
  },
})
