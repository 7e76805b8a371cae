import { describe, expect, test } from 'vitest'
import {
  atHttps,
  certificate,
  examined,
  key,
  leaf,
  listed,
  provider,
  states,
} from '../../../../test/support/doctorStage.ts'
import { startTlsServer } from '../../../../test/support/loopbackServers.ts'
import type { Finding } from '../finding.ts'

describe('a key, in four answers', () => {
  test('valid: the way without it, then with it; two requests, and nothing that is billed', async () => {
    const { findings, requests } = await atHttps(provider(200, listed))
    expect(states(findings)).toEqual([
      ['way', 'ok'],
      ['key', 'ok'],
    ])
    expect(findings[0]!.text).toMatch(
      /^live: 127\.0\.0\.1:\d+ answers directly in \d+ ms, and its certificate is valid$/,
    )
    expect(requests.map((text) => [text.split('\r\n')[0], text.includes(key)])).toEqual([
      ['GET /v1/models HTTP/1.1', false],
      ['GET /v1/models HTTP/1.1', true],
    ])
  })

  test.each<[string, number, object, readonly string[], Finding['state'], RegExp, RegExp]>([
    [
      'invalid',
      401,
      { error: { message: 'Incorrect API key provided.' } },
      [],
      'broken',
      /refuses the key/,
      /Copy the key again/,
    ],
    [
      'used up',
      402,
      { error: { message: 'Insufficient Balance' } },
      [],
      'broken',
      /balance or quota is used up/,
      /Top up/,
    ],
    [
      'rate limited',
      429,
      { error: { message: 'Rate limit reached' } },
      ['retry-after: 7'],
      'warning',
      /asks for patience/,
      /Wait/,
    ],
    ['unreachable, as a page answers', 200, { hello: 'sign in' }, [], 'broken', /no list of models/, /base URL/],
  ])('%s', async (_answer, status, body, more, state, text, fix) => {
    const { findings } = await atHttps(provider(status, body, more))
    expect(findings[1]).toMatchObject({ check: 'key', state })
    expect(findings[1]!.text).toMatch(text)
    expect(findings[1]!.fix).toMatch(fix)
  })

  test('a model that is meant and not listed is named', async () => {
    const { findings } = await atHttps(provider(200, { data: [{ id: 'other', object: 'model' }] }))
    expect(findings[2]).toMatchObject({ check: 'models', state: 'warning' })
    expect(findings[2]!.text).toContain('deepseek-chat is not among the 1 models')
  })

  test.each([
    ['none', {}],
    ['a placeholder', { MY_KEY: 'YOUR_API_KEY' }],
  ])('%s is said, and the way is looked at all the same', async (_what, env) => {
    const { port } = await startTlsServer(certificate(leaf.good), provider(200, listed))
    const findings = await examined(`https://127.0.0.1:${port}/v1`, { env })
    expect(states(findings)).toEqual([
      ['way', 'ok'],
      ['key', 'broken'],
    ])
  })

  test('a clock that is far from that of the server is said', async () => {
    const { findings } = await atHttps(provider(200, listed, ['date: Tue, 01 Jan 2030 00:00:00 GMT']))
    expect(findings[1]).toMatchObject({ check: 'clock', state: 'warning' })
    expect(findings[1]!.text).toContain('behind that of the server')
  })
})
