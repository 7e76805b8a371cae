import { inspect } from 'node:util'
import { errors } from 'undici'
import { describe, expect, test } from 'vitest'
import { TransportError } from './transport.ts'
import { fromUndici } from './undiciErrors.ts'

const coded = (code: string, syscall?: string) => Object.assign(new Error(code), { code, ...(syscall && { syscall }) })
const parserError = Object.assign(new Error('Invalid header'), { name: 'HTTPParserError' })
const allRefused = new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNREFUSED', 'connect')])

describe('what undici throws becomes one error', () => {
  test.each([
    ['connect', coded('ECONNREFUSED', 'connect'), 'connect/refused/ECONNREFUSED'],
    ['connect', allRefused, 'connect/refused/ECONNREFUSED'],
    ['connect', coded('ENOTFOUND', 'getaddrinfo'), 'dns/dns/ENOTFOUND'],
    ['connect', coded('EAI_AGAIN', 'getaddrinfo'), 'dns/dns/EAI_AGAIN'],
    ['connect', new errors.ConnectTimeoutError('slow'), 'connect/timeout/UND_ERR_CONNECT_TIMEOUT'],
    ['connect', coded('EHOSTUNREACH', 'connect'), 'connect/unreachable/EHOSTUNREACH'],
    ['connect', coded('CERT_HAS_EXPIRED'), 'tls/tls/CERT_HAS_EXPIRED'],
    ['connect', coded('CERT_NOT_YET_VALID'), 'tls/tls/CERT_NOT_YET_VALID'],
    ['connect', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls/tls/DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['connect', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'tls/tls/SELF_SIGNED_CERT_IN_CHAIN'],
    ['connect', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls/tls/UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['connect', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls/tls/ERR_TLS_CERT_ALTNAME_INVALID'],
    ['connect', coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls/tls/ERR_SSL_WRONG_VERSION_NUMBER'],
    ['connect', coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'), 'tls/tls/ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
    ['connect', coded('ECONNRESET', 'connect'), 'connect/reset/ECONNRESET'],
    ['headers', coded('ECONNRESET', 'read'), 'headers/reset/ECONNRESET'],
    ['headers', coded('EPIPE', 'write'), 'headers/reset/EPIPE'],
    ['headers', new errors.SocketError('other side closed'), 'headers/closed/UND_ERR_SOCKET'],
    ['headers', new errors.HeadersTimeoutError(), 'headers/timeout/UND_ERR_HEADERS_TIMEOUT'],
    ['headers', new errors.HeadersOverflowError(), 'headers/malformed/UND_ERR_HEADERS_OVERFLOW'],
    ['headers', parserError, 'headers/malformed/HTTPParserError'],
    ['body', parserError, 'body/malformed/HTTPParserError'],
    ['body', new errors.SocketError('other side closed'), 'body/closed/UND_ERR_SOCKET'],
    ['body', new errors.BodyTimeoutError(), 'body/timeout/UND_ERR_BODY_TIMEOUT'],
    ['body', coded('ECONNRESET', 'read'), 'body/reset/ECONNRESET'],
    ['headers', new Error('odd'), 'headers/other/UNKNOWN'],
    ['headers', 'a string', 'headers/other/UNKNOWN'],
  ] as const)('in phase %s: %s is %s', (phase, cause, expected) => {
    const error = fromUndici(cause, phase)
    expect(error).toBeInstanceOf(TransportError)
    expect(`${error.phase}/${error.kind}/${error.code}`).toBe(expected)
    if (cause instanceof Error) expect(error.cause).toBe(cause)
  })

  test('what is one already stays as it is', () => {
    const known = new TransportError('body', 'reset', 'ECONNRESET', new Error('socket'))
    expect(fromUndici(known, 'connect')).toBe(known)
  })
})

test('the raw response that undici hangs onto a parser error does not travel on', () => {
  const error = Object.assign(new Error('Invalid header'), {
    name: 'HTTPParserError',
    data: 'x-echo: Bearer sk-secret',
  })
  expect(inspect(fromUndici(error, 'headers'), { depth: null })).not.toContain('sk-secret')
})
