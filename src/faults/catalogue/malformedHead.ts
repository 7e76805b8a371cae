import { textBytes } from '../../protocol/serverSentEvents.ts'
import { defineFault } from '../fault.ts'
import { fin, garbage, hang, type ParserBreak, type Step } from '../steps.ts'

interface Head {
  readonly bytes: string
  /** What undici makes of it; nothing yet where more is to come. */
  readonly breaks?: ParserBreak
  readonly last?: Step
}

const good = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

const heads = {
  statusLine: { bytes: 'HTTP/1.1 OK 200\r\ncontent-length: 2\r\n\r\n{}', breaks: 'HTTPParserError' },
  notHttp: { bytes: 'SSH-2.0-OpenSSH_9.2\r\n', breaks: 'HTTPParserError' },
  header: { bytes: `${good}x header: 1\r\ncontent-length: 2\r\n\r\n{}`, breaks: 'HTTPParserError' },
  bareLineFeed: { bytes: `${good.replaceAll('\r', '')}content-length: 2\n\n{}`, breaks: 'HTTPParserError' },
  lengthAndChunked: {
    bytes: `${good}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    breaks: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  },
  twoLengths: {
    bytes: `${good}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
    breaks: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  },
  switchingProtocols: {
    bytes: 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    breaks: 'UND_ERR_SOCKET',
  },
  cut: { bytes: good, last: fin },
} as const satisfies Record<string, Head>

type Form = keyof typeof heads
const forms = Object.keys(heads) as Form[]

export const malformedHead = defineFault<{ form: Form }>({
  type: 'malformedHead',
  doc: 'Answers with a head that is no HTTP: a wrong status line, another protocol, bare line feeds, contradictory lengths, an upgrade that nobody asked for, or a FIN in its middle.',
  source:
    'RFC 9112 sections 2.2, 4, 5 and 6.3 (both lengths: request smuggling). Client side: HTTPParserError and others.',
  speaks: 'http/1.1',
  options: (v) => ({ form: v.picklist(forms) }),
  arbitrary: (fc) => fc.record({ form: fc.constantFrom(...forms) }),
  *apply({ form }) {
    const { bytes, breaks, last = hang }: Head = heads[form]
    yield garbage(textBytes(bytes), breaks)
    yield last
  },
})
