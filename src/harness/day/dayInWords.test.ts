import { describe, expect, test } from 'vitest'
import { scenarios, type Scenario } from '../../scenarios/index.ts'
import { dayInWords } from './dayInWords.ts'

const day: Scenario = {
  ...scenarios[0]!,
  upstream: {
    models: {
      one: [
        { when: { first: 2 }, fault: { type: 'status', status: 503, retryAfterSeconds: 4 } },
        { when: { probability: 0.25 }, fault: { type: 'stall', bytes: 3 } },
        { when: { during: [0, 61_000] }, fault: { type: 'latency', delayMs: 5 } },
      ],
      two: [],
      three: [{ when: { after: 1 }, fault: { type: 'playback', exchanges: Array.from({ length: 99 }, () => ({})) } }],
      four: [],
    },
    origins: {
      gateway: { serves: ['one', 'two', 'three'], credential: 'shared' },
      backup: { serves: ['four'], tls: true, rules: [{ when: { always: true }, fault: { type: 'tlsExpired' } }] },
    },
  },
  load: { type: 'burst', calls: 3 },
  caller: { stream: true, abortAtMs: 50, abortEvery: 2, stopAfterDeltas: 1 },
  expect: {
    deadlineMs: 2000,
    maxAttemptsPerCall: 1,
    maxAttemptsPerEndpoint: 1,
    backoff: { initialMs: 1, capMs: 20 },
    credentialCooldownMs: 0,
    rpm: 5,
    hedge: { afterMs: 5, maxHedges: 1 },
    keysOf: { gateway: 'shared' },
    answeredAtLeast: 1,
    timeouts: { connectMs: 50, headersMs: 50, attemptMs: 3000 },
  },
}

describe('a day in words', () => {
  const { upstream, calls, policy } = dayInWords(day)

  test('has a line for each model or origin that is bent, and one for the rest', () => {
    expect(upstream).toEqual([
      'one: the first 2 times status status=503 retryAfterSeconds=4; then 25 % of the time stall bytes=3; then from 0 ms to 1 min 1 s latency delayMs=5',
      `three: from request 2 on playback exchanges=[${'{},'.repeat(19)}{}…`,
      'two and four: as on a good day',
      'gateway (one, two and three, key shared)',
      'backup (four, TLS): always tlsExpired',
    ])
  })

  test('says how it is called, and by whom', () => {
    expect(calls).toBe('burst calls=3, stream, one call in 2 is aborted after 50 ms, leaves after 1 piece')
    expect(dayInWords({ ...day, instances: 40, caller: {} }).calls).toBe('40 clients, burst calls=3')
  })

  test('says what the client was told, and limits that are alike once', () => {
    expect(policy).toBe(
      'deadline 2 s, 1 attempt, 1 per endpoint, backoff 1 ms to 20 ms, credential cooldown 0 ms, rpm 5, ' +
        'hedge (after 5 ms, max hedges 1), time limits 50 ms, attempt 3 s',
    )
    expect(dayInWords({ ...day, expect: { keysOf: {} } }).policy).toBeNull()
  })

  test('has something to say of every scenario', () => {
    for (const scenario of scenarios) {
      const words = dayInWords(scenario)
      expect(words.upstream.length, scenario.name).toBeGreaterThan(0)
      expect([...words.upstream, words.calls, words.policy ?? ''].join(), scenario.name).not.toMatch(
        /undefined|\[object/,
      )
    }
  })
})
