export interface AnswerHead {
  readonly status: number
  /** How the body ends (RFC 9112, section 6.3). */
  readonly framing: 'length' | 'chunked' | 'close'
  /** Of a body whose length was told; 0 of all others. */
  readonly lengthBytes: number
  /** Whether another request may follow on the connection. */
  readonly keepsAlive: boolean
}

/** What came is no answer of HTTP/1.1. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer'
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/
const fieldLine = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/

/** Reads a head, without the empty line behind it. Throws `MalformedAnswer`. */
export function answerHead(text: string): AnswerHead {
  const [first, ...lines] = text.split('\r\n')
  const [, minor, digits] = statusLine.exec(first!) ?? malformed('a status line that is none of HTTP/1.1')
  const status = Number(digits)
  let [length, coding, connection]: (string | undefined)[] = []
  for (const line of lines) {
    const [, name, value] = fieldLine.exec(line) ?? malformed('a line of the head that is no header')
    switch (name!.toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value!) || (length !== undefined && length !== value)) malformed('a length that is none')
        length = value
        break
      case 'transfer-encoding':
        if (coding !== undefined || value!.toLowerCase() !== 'chunked') malformed('a coding that nobody asked for')
        coding = value
        break
      case 'connection':
        connection = `${connection ?? ''},${value!.toLowerCase()}`
    }
  }
  if (length !== undefined && coding !== undefined) malformed('two lengths: which one counts, nobody can tell')
  if (status === 101) malformed('another protocol, which nobody asked for')
  const options = (connection ?? '').split(',').map((option) => option.trim())
  const isKept = minor === '1' ? !options.includes('close') : options.includes('keep-alive')
  const hasBody = status >= 200 && status !== 204 && status !== 304
  const framing = !hasBody || length !== undefined ? 'length' : coding !== undefined ? 'chunked' : 'close'
  const lengthBytes = hasBody && length !== undefined ? Number(length) : 0
  return { status, framing, lengthBytes, keepsAlive: isKept && framing !== 'close' }
}

function malformed(what: string): never {
  throw new MalformedAnswer(`the server sent ${what}`)
}
