import { TransportError, type TransportKind, type TransportPhase } from './transport.ts'

/** Certificate verdicts of Node's TLS: permanent for a host until somebody changes its certificate. */
const certificateCode =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_)/

const kindByCode: Record<string, TransportKind> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'closed',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  UND_ERR_HEADERS_OVERFLOW: 'malformed',
  // HTTP/2: the stream, or the whole connection, was given up by the other side.
  UND_ERR_INFO: 'closed',
  ERR_HTTP2_STREAM_ERROR: 'reset',
  ERR_HTTP2_SESSION_ERROR: 'closed',
  ERR_HTTP2_ERROR: 'malformed',
}

/** Where undici, or our connector below it, was; the look-up of a name is told apart by its own error. */
type KnownPhase = Exclude<TransportPhase, 'dns'>

/** Turns whatever undici throws into the transport's one error. HTTPParserError has no `code`: it goes by its name. */
export function fromUndici(cause: unknown, phase: KnownPhase): TransportError {
  if (cause instanceof TransportError) return cause
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const code = codeOf(error)
  // undici hangs the raw response onto a parser's error: whatever it echoes would travel with the cause.
  Reflect.deleteProperty(error, 'data')
  return new TransportError(phaseOf(error, code, phase), kindOf(error, code), code, error)
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code
  // A host name with several addresses: Node reports all refusals in one AggregateError.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0])
  return error.name === 'HTTPParserError' ? 'HTTPParserError' : 'UNKNOWN'
}

function kindOf(error: Error, code: string): TransportKind {
  if (certificateCode.test(code)) return 'tls'
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError') return 'malformed'
  return kindByCode[code] ?? (code.startsWith('ERR_SSL_') ? 'tls' : 'other')
}

function phaseOf(error: Error, code: string, phase: KnownPhase): TransportPhase {
  if (phase !== 'connect') return phase
  if (certificateCode.test(code) || code.startsWith('ERR_SSL_')) return 'tls'
  if ('syscall' in error && error.syscall === 'getaddrinfo') return 'dns'
  return 'connect'
}
