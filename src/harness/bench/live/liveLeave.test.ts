import { describe, expect, test } from 'vitest'
import { livePlan, pricedModel } from '../../../../test/support/livePlan.ts'
import { expectNothingOf } from '../../../../test/support/secrets.ts'
import { LiveLeave } from '../../live/leave.ts'
import { liveLeave, type LiveRequest } from './liveLeave.ts'

const key = 'sk-4f9aQ2xL8mN7bV5cW3eR'
const flags = { live: true, 'max-cost': '0.50' }

interface Asked {
  readonly lines: readonly string[]
  readonly question: string
}

function request(changes: Partial<LiveRequest> = {}, asked: Asked[] = [], answer = true): LiveRequest {
  return {
    flags,
    plan: livePlan(),
    key: { env: { HOLYSHEEP_API_KEY: key } },
    today: '2026-11-27',
    pricesFrom: 'bench.config.ts',
    ask: async (lines, question) => {
      asked.push({ lines, question })
      return answer
    },
    say: (lines) => asked.push({ lines, question: '' }),
    ...changes,
  }
}

const problemOf = (changes: Partial<LiveRequest>, asked: Asked[] = [], answer = true) =>
  liveLeave(request(changes, asked, answer)).then(
    () => expect.fail('leave was given'),
    (error: { kind: string; text: Record<'what' | 'where' | 'mend', string> }) => error,
  )

describe('leave for a live run', () => {
  test('is given to who was asked: plan, host, bound, likely cost, cap', async () => {
    const asked: Asked[] = []
    const run = await liveLeave(request({}, asked))
    expect(LiveLeave.originOf(run!.leave)).toBe('https://api.holysheep.ai')
    expect([run!.key.reveal(), run!.caps.maxCostPicoUsd]).toEqual([key, 500_000_000_000n])
    expect(asked).toHaveLength(1)
    expect(asked[0]!.question).toBe('Start? [y/N] ')
    expect(asked[0]!.lines.join('\n')).toMatchInlineSnapshot(`
      "Plan      deepseek-chat, moonshot-v1-8k and abab6-chat, 12 calls, at most 36 requests, max_tokens 100
      Price     at most $0.0141 (all tokens used, all retries taken)   likely $0.0019   cap $0.50
                prices: bench.config.ts, dated 2026-11-20. The run stops at the cap.
      LIVE      requests and prompts go to api.holysheep.ai, and are billed there."
    `)
  })

  test('needs nobody with --yes, and says the same', async () => {
    const asked: Asked[] = []
    await liveLeave(request({ flags: { ...flags, yes: true }, ask: undefined }, asked))
    expect([asked.length, asked[0]!.question]).toEqual([1, ''])
  })

  test('is not needed for this machine', async () => {
    const here = livePlan({ baseURL: 'http://127.0.0.1:8000/v1' })
    expect(await liveLeave(request({ plan: here, flags: {} }))).toBe(null)
  })

  test.each(['0.5', '$0.5', '0.000000000001'])('takes %s for an amount', async (amount) => {
    const free = livePlan({ models: [pricedModel('m', '0', '0')] })
    expect(await liveLeave(request({ plan: free, flags: { ...flags, 'max-cost': amount } }))).not.toBe(null)
  })
})

describe('is refused', () => {
  test.each<[string, Partial<LiveRequest>, RegExp]>([
    ['without the flag', { flags: { 'max-cost': '1', yes: true } }, /not this machine/],
    ['without a cap', { flags: { live: true, yes: true } }, /most that may be spent/],
    ['without a price', { plan: livePlan({ models: [{ id: 'm', price: null, pricedOn: null }] }) }, /Nobody said/],
    [
      'with an undated price',
      { plan: livePlan({ models: [{ ...pricedModel('m', '1', '1'), pricedOn: null }] }) },
      /no date/,
    ],
    [
      'with a price of tomorrow',
      { plan: livePlan({ models: [pricedModel('m', '1', '1', '2026-11-28')] }) },
      /no day up to/,
    ],
    [
      'with a price of no day',
      { plan: livePlan({ models: [pricedModel('m', '1', '1', '2026-02-31')] }) },
      /no day up to/,
    ],
    [
      'with a price of 91 days ago',
      { plan: livePlan({ models: [pricedModel('m', '1', '1', '2026-08-28')] }) },
      /91 days old/,
    ],
    [
      'with a price of a month gone',
      { plan: livePlan({ models: [pricedModel('m', '1', '1', '2026-08')] }) },
      /118 days old/,
    ],
    ['with a price that is none', { plan: livePlan({ models: [pricedModel('m', '1,5', '1')] }) }, /cannot be used/],
    ['with a cap that bears no request', { flags: { ...flags, 'max-cost': '0.0000001' } }, /bears no request/],
    ['without a key', { key: { env: {} } }, /HOLYSHEEP_API_KEY is not set/],
    ['with an empty key', { key: { env: { HOLYSHEEP_API_KEY: '  ' } } }, /HOLYSHEEP_API_KEY is not set/],
    ['with a placeholder', { key: { env: { HOLYSHEEP_API_KEY: 'YOUR_API_KEY' } } }, /cannot be used/],
    ['where there is nobody to ask', { ask: undefined }, /no terminal/],
    [
      'in CI without the host',
      { key: { env: { HOLYSHEEP_API_KEY: key, CI: '1' } }, flags: { ...flags, yes: true } },
      /CI job/,
    ],
    [
      'where the config names the key of another address',
      {
        plan: livePlan({ baseURL: 'https://api.other.test/v1' }),
        key: { env: { MINE: key }, settings: { baseURL: 'https://api.mine.test/v1', apiKeyEnv: 'MINE' } },
      },
      /key of another provider is not sent/,
    ],
    [
      'where the key is of another provider',
      { plan: livePlan({ baseURL: 'https://api.other.test/v1' }) },
      /key of another provider is not sent/,
    ],
  ])('%s', async (_when, changes, what) => {
    const { kind, text } = await problemOf(changes)
    expect([kind, text.what]).toEqual(['refused', expect.stringMatching(what)])
    expect([text.where, text.mend].every((line) => line.length > 0)).toBe(true)
    expectNothingOf(key, JSON.stringify(text))
  })

  test('by the answer no', async () => {
    expect((await problemOf({}, [], false)).text.what).toContain('not answered with yes')
  })

  test('and nobody is asked about what is refused anyway', async () => {
    const asked: Asked[] = []
    await problemOf({ key: { env: {} } }, asked)
    expect(asked).toEqual([])
  })

  test.each(['0', '-1', 'abc', '1e-3', '0.0000000000001', ''])('%j is no amount', async (amount) => {
    expect(await problemOf({ flags: { ...flags, 'max-cost': amount } })).toMatchObject({ kind: 'usage' })
  })
})

describe('the key', () => {
  test.each<[string, LiveRequest['key']]>([
    ['a variable that the config names', { env: { MINE: ` ${key}\n` }, settings: { apiKeyEnv: 'MINE' } }],
    ['a file', { env: {}, file: { path: 'k', read: () => `${key}\n` } }],
    ['the standard input', { env: { HOLYSHEEP_API_KEY: 'another' }, stdin: async () => key }],
  ])('comes from %s', async (_from, sources) => {
    const run = await liveLeave(request({ key: sources }))
    expect(run!.key.reveal()).toBe(key)
    expectNothingOf(
      key,
      JSON.stringify(run, (_name, value: unknown) => (typeof value === 'bigint' ? '' : value)),
    )
  })

  test.each<[string, LiveRequest['key'], RegExp]>([
    ['two places', { env: {}, file: { path: 'k', read: () => key }, stdin: async () => key }, /both given/],
    ['a file that is not there', { env: {}, file: { path: 'k', read: unreadable } }, /the system said ENOENT/],
    [
      'a file with more than the key',
      { env: {}, file: { path: 'k', read: () => `KEY=${key}\nB=2` } },
      /cannot be used/,
    ],
  ])('does not come from %s', async (_from, sources, what) => {
    const { text } = await problemOf({ key: sources })
    expect(text.what).toMatch(what)
    expectNothingOf(key, JSON.stringify(text))
  })
})

function unreadable(): string {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
}
