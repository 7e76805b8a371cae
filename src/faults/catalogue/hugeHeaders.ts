import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { garbage, hang } from '../steps.ts'

/** undici and Node's http take 16 KiB of headers, curl 100 KiB in one line (300 KiB in all). */
const defaultBytes = 40 * 1024
const lineBytes = 1024

export const hugeHeaders = defineFault<{ bytes?: number }>({
  type: 'hugeHeaders',
  doc: 'Answers 200 with so many bytes of headers (40 KiB unless `bytes` says otherwise) that a careful client gives up.',
  source: 'RFC 9110 section 5.4; cookies and traces that pile up. Client side: UND_ERR_HEADERS_OVERFLOW.',
  speaks: 'http/1.1',
  options: (v) => ({
    bytes: v.optional(
      v.pipe(v.number(), v.integer(bytesWords), v.minValue(17 * 1024, bytesWords), v.maxValue(1024 * 1024, bytesWords)),
    ),
  }),
  arbitrary: (fc) => fc.constant({}),
  *apply({ bytes = defaultBytes }) {
    const padding = 'x'.repeat(lineBytes - 'x-padding-0000: \r\n'.length)
    const lines = Array.from(
      { length: Math.ceil(bytes / lineBytes) },
      (_, index) => `x-padding-${String(index).padStart(4, '0')}: ${padding}\r\n`,
    )
    yield garbage(textBytes(`HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`), 'UND_ERR_HEADERS_OVERFLOW')
    yield hang
  },
})

const bytesWords = 'a number of bytes from 17408 (17 KiB) to 1048576'
