import { expect, test } from 'vitest'
import { environmentOf, type EnvironmentOptions } from './environment.ts'

const here = (model: string, port: number, apiKey = `key-of-${port}`) => ({
  model,
  baseURL: `http://127.0.0.1:${port}/v1`,
  apiKey,
})
const endpoints = [here('a', 1), here('b', 1), here('c', 2), here('d', 1, 'another')]
const given = (options: Partial<EnvironmentOptions> = {}, declared = {}) =>
  environmentOf({ endpoints, declared }, { inherited: {}, certificateFile: undefined, named: [], ...options })

test('one base URL and one key: of the chain what is in their reach', () => {
  expect(given()).toEqual({
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    OPENAI_API_KEY: 'key-of-1',
    BROWNOUT_PROTOCOL: '1',
    BROWNOUT_MODEL: 'a',
    BROWNOUT_MODELS: 'a,b',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  })
})

test('names for others, by model and by place; what a chain does not have stays unset', () => {
  const named = ['c', '4', 'nobody', '9'].map((model, index) => ({ prefix: `N${index}`, model }))
  const variables = given({ named })
  expect(variables).toMatchObject({
    N0_BASE_URL: 'http://127.0.0.1:2/v1',
    N0_API_KEY: 'key-of-2',
    N0_MODEL: 'c',
    N1_API_KEY: 'another',
    BROWNOUT_MODELS: 'a,b,c,d',
  })
  expect(Object.keys(variables).filter((name) => /^N[23]/.test(name))).toEqual([])
})

test('what looks like a secret is not handed on, and no proxy stands before this machine', () => {
  const inherited = {
    PATH: '/bin',
    HOLYSHEEP_API_KEY: 'real',
    GITHUB_TOKEN: 'real',
    db_password: 'real',
    AWS_SECRET_ACCESS_KEY: 'real',
    NO_PROXY: 'intranet',
    OPENAI_BASE_URL: 'https://api.example',
    GONE: undefined,
  }
  const variables = given({ inherited })
  expect(Object.values(variables)).not.toContain('real')
  expect(variables).toMatchObject({ PATH: '/bin', NO_PROXY: '127.0.0.1,localhost' })
  expect(variables['OPENAI_BASE_URL']).toBe('http://127.0.0.1:1/v1')
  expect(variables).not.toHaveProperty('GONE')
})

test('a deadline and a root to trust, where there are any', () => {
  expect(given({ certificateFile: '/ca.pem' }, { deadlineMs: 4_000 })).toMatchObject({
    BROWNOUT_DEADLINE_MS: '4000',
    SSL_CERT_FILE: '/ca.pem',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
    REQUESTS_CA_BUNDLE: '/ca.pem',
    CURL_CA_BUNDLE: '/ca.pem',
  })
})
