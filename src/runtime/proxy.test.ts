import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { proxyChoice } from './proxy.ts'
import { TransportOptionsError, type UndiciTransportOptions } from './transportOptions.ts'

const chosen = (options: UndiciTransportOptions, environment: Record<string, string>, url: string) =>
  proxyChoice(options, environment)(new URL(url))?.origin ?? 'direct'

describe('the environment', () => {
  test.each<[environment: Record<string, string>, http: string, https: string]>([
    [{}, 'direct', 'direct'],
    [{ HTTPS_PROXY: 'http://p.test:1' }, 'direct', 'http://p.test:1'],
    [{ HTTP_PROXY: 'http://p.test:1' }, 'http://p.test:1', 'http://p.test:1'],
    [{ HTTP_PROXY: 'http://p.test:1', HTTPS_PROXY: 'https://q.test:2' }, 'http://p.test:1', 'https://q.test:2'],
    [{ https_proxy: 'http://p.test:1', HTTPS_PROXY: 'http://q.test:2' }, 'direct', 'http://p.test:1'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://q.test:2' }, 'direct', 'direct'],
    [{ HTTPS_PROXY: 'p.test:3128' }, 'direct', 'http://p.test:3128'],
    [{ HTTPS_PROXY: ' http://p.test:1 ' }, 'direct', 'http://p.test:1'],
    [{ HTTP_PROXY: 'http://p.test:1', NO_PROXY: 'api.test' }, 'direct', 'direct'],
    [{ HTTP_PROXY: 'http://p.test:1', no_proxy: 'x.test', NO_PROXY: 'api.test' }, 'http://p.test:1', 'http://p.test:1'],
    [{ HTTP_PROXY: 'http://p.test:1', NO_PROXY: 'api.test:443' }, 'http://p.test:1', 'direct'],
  ])('%j', (environment, http, https) => {
    const options = { proxy: 'environment' }
    expect([chosen(options, environment, 'http://api.test'), chosen(options, environment, 'https://api.test')]).toEqual(
      [http, https],
    )
  })

  test('is not looked at unless it is asked for', () => {
    const environment = { HTTPS_PROXY: 'not a proxy', NO_PROXY: '*' }
    expect(chosen({}, environment, 'https://api.test')).toBe('direct')
    expect(chosen({ proxy: 'none' }, environment, 'https://api.test')).toBe('direct')
    expect(chosen({ proxy: 'http://p.test:1' }, environment, 'https://api.test')).toBe('http://p.test:1')
  })

  test('is never taken by who is held to this machine', () => {
    expect(() => proxyChoice({ proxy: 'environment', loopbackOnly: true }, {})).toThrow(
      'a transport that is held to this machine takes no proxy from the environment',
    )
  })
})

describe('user and password', () => {
  const authorization = (proxy: string) => proxyChoice({ proxy }, {})(new URL('https://api.test'))?.authorization
  const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

  test.each([
    ['http://p.test', undefined],
    ['http://user:secret@p.test', basic('user:secret')],
    ['http://user@p.test', basic('user:')],
    ['http://a%40b:s%3Ac%2Fr%C3%A9t@p.test', basic('a@b:s:c/rét')],
  ])('of %s', (proxy, expected) => {
    expect(authorization(proxy)).toBe(expected)
  })
})

test.each(['localhost:3128', 'user:hunter2@p.test:3128'])('%s is one in the environment, and no option', (value) => {
  expect(chosen({ proxy: 'environment' }, { https_proxy: value }, 'https://api.test')).toContain(':3128')
  expect(() => proxyChoice({ proxy: value }, {})).toThrow(/^proxy has no scheme: write http:\/\/host:port or [^2]*$/)
})

describe('what is no proxy is said so, with the name and without the value', () => {
  test.each([
    ['foo', 'has no scheme'],
    ['user:hunter2@p.test', 'has no scheme'],
    ['http://user:hunter2@', 'is no URL'],
    ['http://user:hunter2@p.test:99999', 'is no URL'],
    ['socks5://user:hunter2@p.test:1080', 'has the scheme socks5:'],
    ['http://user:hunter2%@p.test', 'has a user or password with a stray % sign'],
  ])('%s', (value, why) => {
    for (const [name, options, environment] of [
      ['proxy', { proxy: value }, {}],
      ['https_proxy', { proxy: 'environment' }, { https_proxy: value }],
    ] as const) {
      let error: unknown
      try {
        proxyChoice(options, environment)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(TransportOptionsError)
      expect((error as Error).message).toBe(
        `${name} ${why}: write http://host:port or https://host:port, with user:password@ if needed`,
      )
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2')
    }
  })
})
