import { afterEach, describe, expect, test } from 'vitest'
import { ClientOptionsError } from '../optionsError.ts'
import { env, keyFrom, readKey } from './env.ts'

const name = 'BROWNOUT_TEST_API_KEY'
afterEach(() => {
  delete process.env[name]
})

describe('a key in the environment', () => {
  test('is read when it is needed, not when it is named', () => {
    const key = env(name)
    process.env[name] = ' sk-late\n'
    expect(keyFrom(key, 'here')).toBe('sk-late')
    expect(readKey(key)).toEqual({ raw: ' sk-late\n', problem: undefined })
  })

  test('can be printed: it holds a name', () => {
    process.env[name] = 'sk-secret'
    expect(JSON.stringify(env(name))).toBe(`{"fromEnvironment":"${name}"}`)
  })

  test('that is not there: the error names the variable', () => {
    expect(() => keyFrom(env(name), 'endpoint "a"')).toThrow(ClientOptionsError)
    expect(() => keyFrom(env(name), 'endpoint "a"')).toThrow(
      `endpoint "a": the environment variable ${name} is not set: set it to the provider's key`,
    )
  })

  test('that is no key: the error says what it is, and where it came from', () => {
    process.env[name] = 'YOUR_HOLYSHEEP_API_KEY'
    expect(() => keyFrom(env(name), 'endpoint "a"')).toThrow(
      new RegExp(`^endpoint "a": the apiKey is a placeholder.*\\(read from ${name}\\)$`),
    )
    expect(readKey(env(name)).problem?.kind).toBe('placeholder')
  })

  test.each(['sk-live-Zt8Q', '', 'A B', undefined as unknown as string])('%j is no name', (given) => {
    expect(() => env(given)).toThrow(ClientOptionsError)
    expect(() => env(given)).toThrow(/takes the name of an environment variable/)
    expect(() => env(given)).not.toThrow(/Zt8Q/)
  })

  test.each(['sk_live_Zt8Q', 'ZkT8q1Pw9'])('%s may be a key in the place of a name: it is not shown', (given) => {
    const message = readKey(env(given)).problem?.message
    expect(message).toMatch(/is not set/)
    expect(message).not.toContain(given)
  })

  test.each(['holysheep_key', 'KEY2', '_KEY'])('%s is a name, and shown', (given) => {
    expect(readKey(env(given)).problem?.message).toContain(given)
  })
})

describe('a key as it is', () => {
  test('is used without white space around it', () => {
    expect(keyFrom('\tsk-1 \n', 'here')).toBe('sk-1')
  })

  test.each([
    [undefined, 'missing'],
    [null as unknown as undefined, 'missing'],
    ['', 'empty'],
    ['Bearer sk-1', 'unsendable'],
  ])('%j is %s', (given, kind) => {
    expect(readKey(given).problem?.kind).toBe(kind)
    expect(() => keyFrom(given, 'the client')).toThrow(/^the client: the apiKey/)
  })
})
