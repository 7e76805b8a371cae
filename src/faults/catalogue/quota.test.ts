import { describe, expect, test } from 'vitest'
import { bodyOf, exchangeOf, headOf, type Head } from '../../../test/support/exchange.ts'
import { decide, initialState, release, type Decision, type ScriptState } from '../decide.ts'
import type { Exchange } from '../fault.ts'
import { always, first, type Rule, type Script } from '../script.ts'
import { latency, quota, serverError, status } from './index.ts'

/** A script played one request after the other; whoever is admitted stays in flight until told otherwise. */
function stage(script: Script) {
  let state: ScriptState = initialState
  const under: Decision['held'][] = []
  const ask = (changed: Partial<Exchange> = {}): Head & { body: string } => {
    const decided = decide(script, state, exchangeOf({ atMs: 0, ...changed }))
    state = decided.state
    under.push(decided.held)
    const steps = [...decided.steps]
    return { ...headOf(steps), body: bodyOf(steps) }
  }
  return {
    ask,
    statuses: (...requests: Partial<Exchange>[]) => requests.map((request) => ask(request).status),
    /** The oldest request that is still under way is over. */
    leave: () => (state = release(state, under.shift() ?? [])),
  }
}
const one = (...rules: Rule[]): Script => ({ models: { m: rules, other: [] } })
const limited = (options: Parameters<typeof quota>[0]) => stage(one(always(quota(options))))
const at = (...instants: number[]) => instants.map((atMs) => ({ atMs }))
const messageOf = ({ body }: { body: string }) => (JSON.parse(body) as { error: { message: string } }).error.message

describe('a quota', () => {
  test('lets pass what it allows, refuses the rest, and lets pass again in time', () => {
    expect(limited({ rpm: 2 }).statuses(...at(0, 0, 0, 29_999, 30_000))).toEqual([200, 200, 429, 429, 200])
  })

  test('of tokens reserves the prompt and all that may be answered', () => {
    const { statuses } = limited({ tpm: 100 })
    const large = { promptTokens: 20, maxTokens: 60 }
    expect(statuses(large, large, { promptTokens: 20, maxTokens: 0 })).toEqual([200, 429, 200])
  })

  test('of requests a day is counted in days', () => {
    const { ask } = limited({ rpd: 2, window: 'fixed' })
    expect([ask(), ask({ atMs: 60_000 })].map((head) => head.status)).toEqual([200, 200])
    expect(ask({ atMs: 120_000 }).truth).toEqual({ class: 'rate_limited', waitMs: 86_280_000, quota: 'rpd' })
    expect(ask({ atMs: 86_400_000 }).status).toBe(200)
  })

  test('of concurrency counts who is under way, and asks for no wait: nobody knows it', () => {
    const { ask, leave } = limited({ concurrency: 2, provider: 'kimi' })
    ask()
    ask()
    const refused = ask()
    expect(refused.truth).toEqual({ class: 'rate_limited', quota: 'concurrency' })
    expect(refused.headers['retry-after']).toBeUndefined()
    expect(messageOf(refused)).toContain('max organization concurrency: 2, please try again after 1 seconds')
    leave()
    expect(ask().status).toBe(200)
    expect(ask().status).toBe(429)
  })

  test('is whole again when all have left, refused ones included', () => {
    const { ask, leave } = limited({ concurrency: 1 })
    for (let round = 0; round < 3; round += 1) {
      expect([ask().status, ask().status]).toEqual([200, 429])
      leave()
      leave()
    }
  })

  test('that counts what it refuses keeps out whoever does not wait', () => {
    const hammered = (countsRejected: boolean) =>
      limited({ rpm: 1, countsRejected }).statuses(...at(0, 20_000, 40_000, 60_000, 120_000))
    expect(hammered(false)).toEqual([200, 429, 429, 200, 200])
    expect(hammered(true)).toEqual([200, 429, 429, 429, 200])
  })

  test('counts requests that it refuses, and neither their tokens nor a place in flight', () => {
    const { statuses } = limited({ rpm: 9, tpm: 100, countsRejected: true })
    expect(statuses({ promptTokens: 80 }, { promptTokens: 30 }, { promptTokens: 20 })).toEqual([200, 429, 200])
    const { ask, leave } = limited({ rpm: 9, concurrency: 1, countsRejected: true })
    expect([ask().status, ask().status]).toEqual([200, 429])
    leave()
    expect(ask().status).toBe(200)
  })

  test('says how long, and who waits so long passes: also where the refused count', () => {
    for (const countsRejected of [false, true]) {
      for (const window of ['fixed', 'sliding', 'bucket'] as const) {
        const { ask } = limited({ rpm: 3, window, countsRejected, rendering: 'milliseconds' })
        for (let request = 0; request < 3; request += 1) ask({ atMs: 1_234.5 })
        const { waitMs } = ask({ atMs: 5_000.25 }).truth
        expect(ask({ atMs: 5_000.25 + waitMs! }).status).toBe(200)
      }
    }
  })

  test('only from when on its rule holds, and only for the requests that reach it', () => {
    const { statuses } = stage(one(first(2, quota({ rpm: 1 }))))
    expect(statuses({}, {}, {}, {})).toEqual([200, 429, 200, 200])
  })
})

describe('what will never fit', () => {
  test('is called too large by OpenAI: no wait, and another class', () => {
    const refused = limited({ tpm: 100 }).ask({ promptTokens: 101 })
    expect(refused.truth).toEqual({ class: 'context_length', quota: 'tpm' })
    expect(refused.headers['retry-after']).toBeUndefined()
    expect(messageOf(refused)).toMatch(/^Request too large for m .* Limit 100, Requested 101\./)
  })

  test('is refused like anything else by those who have no other words', () => {
    const refused = limited({ tpm: 100, provider: 'deepseek' }).ask({ promptTokens: 101 })
    expect(refused.truth).toEqual({ class: 'rate_limited', quota: 'tpm' })
  })
})

describe('who shares a quota', () => {
  test('by default nobody: each model has its own', () => {
    const own = [always(quota({ rpm: 1 }))]
    const { statuses } = stage({ models: { m: own, other: own } })
    expect(statuses({}, { model: 'other' }, {}, { model: 'other' })).toEqual([200, 200, 429, 429])
  })

  test('models that name one pool', () => {
    const pooled = (provider: 'kimi' | 'openai') => [always(quota({ concurrency: 1, pool: 'organisation', provider }))]
    const { statuses, leave } = stage({ models: { m: pooled('kimi'), other: pooled('openai') } })
    expect(statuses({}, { model: 'other' })).toEqual([200, 429])
    leave()
    expect(statuses({ model: 'other' })).toEqual([200])
  })

  test('who does not agree with the others in the pool is told so', () => {
    const { ask } = stage({
      models: { m: [always(quota({ rpm: 1, pool: 'p' }))], other: [always(quota({ rpm: 2, pool: 'p' }))] },
    })
    ask()
    expect(() => ask({ model: 'other' })).toThrow('the quotas of pool "p" differ: {"rpm":1')
  })
})

describe('several quotas at once', () => {
  test('one that refuses costs nothing at the other; together they ask for the longer wait', () => {
    const { ask } = stage(one(always(quota({ rpm: 2 })), always(quota({ tpm: 60 }))))
    const large = { promptTokens: 60 }
    expect(ask(large).status).toBe(200)
    // Refused by the tokens, again and again: the second request of the minute is still there.
    for (let request = 0; request < 5; request += 1)
      expect(ask(large).truth).toMatchObject({ quota: 'tpm', waitMs: 60_000 })
    expect(ask({ atMs: 1_000, promptTokens: 1 }).status).toBe(200)
    // Both refuse: the requests for 29 s, the tokens for 2 s.
    expect(ask({ atMs: 1_000, promptTokens: 2 }).truth).toMatchObject({ quota: 'rpm', waitMs: 29_000 })
  })

  test('headers of each are on the answer', () => {
    const { ask } = stage(one(always(quota({ rpm: 60 })), always(quota({ tpm: 600, pool: 'key' }))))
    expect(ask({ promptTokens: 10 }).headers).toMatchObject({
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-remaining-tokens': '590',
    })
  })
})

describe('beside other faults', () => {
  test('an answer that is late, or in pieces, tells how the quota stood when the request came', () => {
    const { ask } = stage(one(always(latency({ delayMs: 5 })), always(quota({ rpm: 60 }))))
    expect(ask({ stream: true }).headers['x-ratelimit-remaining-requests']).toBe('59')
  })

  test('an error that is not the quota’s own says nothing of it, and its own wait stands', () => {
    const { ask } = stage(one(always(quota({ rpm: 1 })), always(status({ status: 503, retryAfterSeconds: 2 }))))
    const { headers, truth } = ask()
    expect(headers).toEqual({
      'content-type': 'application/json',
      'content-length': expect.any(String) as string,
      'retry-after': '2',
    })
    expect(truth).toEqual({ class: 'overloaded', waitMs: 2_000 })
  })

  test('a quota that is hidden behind another fault counts all the same', () => {
    const { statuses } = stage(one(first(1, serverError({})), always(quota({ rpm: 1 }))))
    expect(statuses({}, {})).toEqual([500, 429])
  })
})

describe('how it stands', () => {
  const headersOf = (options: Parameters<typeof quota>[0]) => {
    const { ask } = limited(options)
    const told = (changed: Partial<Exchange>) => {
      const { headers, truth } = ask(changed)
      const { 'content-type': _type, 'content-length': _length, ...rest } = headers
      return { ...rest, ...(truth.waitMs === undefined ? {} : { truth: truth.waitMs }) }
    }
    return [told({ promptTokens: 30 }), told({ atMs: 500, promptTokens: 30 })]
  }

  test('as OpenAI tells it: until the refused request fits, else until all is there again', () => {
    expect(headersOf({ rpm: 60, tpm: 40, window: 'fixed' })).toEqual([
      {
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1m0s',
        'x-ratelimit-limit-tokens': '40',
        'x-ratelimit-remaining-tokens': '10',
        'x-ratelimit-reset-tokens': '1m0s',
      },
      {
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '59.5s',
        'x-ratelimit-limit-tokens': '40',
        'x-ratelimit-remaining-tokens': '10',
        'x-ratelimit-reset-tokens': '59.5s',
        'retry-after': '60',
        truth: 60_000,
      },
    ])
  })

  test('a bucket of tokens is whole later than the request fits', () => {
    const [, refused] = headersOf({ tpm: 40, rendering: 'milliseconds' })
    expect(refused).toEqual({
      'x-ratelimit-limit-tokens': '40',
      'x-ratelimit-remaining-tokens': '10',
      'x-ratelimit-reset-tokens': '29.5s',
      'retry-after-ms': '29500',
      truth: 29_500,
    })
  })

  test('of requests a minute and a day, the one of which less remains', () => {
    const [one_] = headersOf({ rpm: 60, rpd: 10 })
    expect(one_).toEqual({
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '9',
      // OpenAI's own figure for 10,000 a day is 8.64 s each.
      'x-ratelimit-reset-requests': '144m0s',
    })
  })

  test.each([
    [{ rpm: 1, headers: 'openai' }, { 'x-ratelimit-reset-requests': '59.5s' }, 59_500],
    [{ rpm: 1, headers: 'ietf' }, { ratelimit: '"rpm";r=0;t=60' }, 60_000],
    [{ rpm: 1, headers: 'holysheep' }, { 'x-ratelimit-reset': '1767225660' }, 60_000],
    [{ rpm: 1, headers: 'none' }, {}, undefined],
  ] as const)('without Retry-After the headers alone ask: %j', (options, headers, truth) => {
    const [, refused] = headersOf({ ...options, rendering: 'none' })
    expect(refused).toMatchObject(headers)
    expect(refused).not.toHaveProperty('retry-after')
    expect(refused!['truth']).toBe(truth)
  })

  test('tokens that remain, but are too few, ask for nothing where only headers tell', () => {
    const [, refused] = headersOf({ tpm: 40, rendering: 'none' })
    expect(refused).toMatchObject({ 'x-ratelimit-remaining-tokens': '10' })
    expect(refused).not.toHaveProperty('truth')
  })
})

describe('in whose words', () => {
  test('OpenAI gives the numbers', () => {
    const { ask } = limited({ rpm: 3 })
    for (let request = 0; request < 3; request += 1) ask()
    expect(messageOf(ask())).toBe(
      'Rate limit reached for m in organization org-xxx on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.',
    )
  })

  test('Kimi gives the limit, and of tokens what is used', () => {
    const { ask } = limited({ rpm: 1, provider: 'kimi' })
    ask()
    expect(messageOf(ask())).toContain('max organization RPM: 1, please try again after 1 seconds')
    const tokens = limited({ tpm: 40, provider: 'kimi' })
    tokens.ask({ promptTokens: 30 })
    expect(messageOf(tokens.ask({ promptTokens: 30 }))).toContain('project TPM rate limit, current: 30, limit: 40')
  })

  test('MiniMax says it in a success', () => {
    const { ask } = limited({ rpm: 1, provider: 'minimax' })
    ask()
    expect(ask()).toMatchObject({ status: 200, truth: { class: 'rate_limited', waitMs: 60_000 } })
  })
})
