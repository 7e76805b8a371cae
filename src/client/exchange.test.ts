import { describe, expect, test } from 'vitest'
import { hello, onTransport } from '../../test/support/clientStage.ts'
import { chatError, toldAttempts } from '../../test/support/peerStage.ts'
import { VirtualClock, type SendOptions, type Transport } from '../runtime/index.ts'
import { retry, timeout } from './policySpecs.ts'

type Phase = 'onQueued' | 'onConnecting' | 'onTcpConnected' | 'onConnected'

/** A transport that gets through these phases, each at its instant, and then no further. */
function stuckAfter(clock: VirtualClock, phases: readonly (readonly [atMs: number, phase: Phase])[]): Transport {
  return {
    send: async (_request, options: SendOptions) => {
      for (const [atMs, phase] of phases) {
        if (atMs > clock.now()) await clock.sleep(atMs - clock.now(), options.signal)
        options[phase]?.()
      }
      await clock.sleep(1_000_000, options.signal)
      throw new Error('unreachable')
    },
    busySockets: () => 0,
    close: () => Promise.resolve(),
  }
}

describe('each phase of a connection has its own limit and its own name', () => {
  const limits = { connectMs: 60, tlsMs: 40, headersMs: 70, attemptMs: 1_000 }

  test.each<[string, [number, Phase][], string]>([
    ['a TCP connection that does not come about', [[0, 'onConnecting']], '0-60 timeout/connect'],
    [
      'a handshake that does not end',
      [
        [0, 'onConnecting'],
        [50, 'onTcpConnected'],
      ],
      '0-90 timeout/tls',
    ],
    [
      'both in time',
      [
        [0, 'onConnecting'],
        [50, 'onTcpConnected'],
        [80, 'onConnected'],
      ],
      '0-150 timeout/headers',
    ],
    ['a connection that stood already', [[0, 'onConnected']], '0-70 timeout/headers'],
    ['a full pool counts for the attempt as a whole, not as a connection', [[0, 'onQueued']], '0-1000 timeout/attempt'],
    [
      'after a full pool connecting has its whole time',
      [
        [0, 'onQueued'],
        [500, 'onConnecting'],
      ],
      '0-560 timeout/connect',
    ],
  ])('%s', async (_story, phases, expected) => {
    const clock = new VirtualClock()
    await onTransport(
      stuckAfter(clock, phases),
      async ({ client }) => {
        const error = await chatError(client.chat(hello))
        expect(toldAttempts(error)).toEqual([`m first ${expected}`])
        expect(clock.pending()).toBe(0)
      },
      { clock, policies: [timeout(limits), retry({ maxAttemptsPerCall: 1 })] },
    )
  })

  test.each<[string, object, string]>([
    ['a limit', {}, 'no headers within 70 ms (timeout.headersMs)'],
    ['the deadline', { deadlineMs: 50 }, 'the deadline of 50 ms passed (deadline)'],
  ])('%s that passed is named, with the option to change', async (_what, options, words) => {
    const clock = new VirtualClock()
    const policies = [timeout(limits), retry({ maxAttemptsPerCall: 1 })]
    await onTransport(
      stuckAfter(clock, [[0, 'onConnected']]),
      async ({ client }) => expect((await chatError(client.chat(hello, options))).message).toContain(words),
      { clock, policies },
    )
  })

  test('what was never sent cannot have been billed', async () => {
    const clock = new VirtualClock()
    const price = { input: '1', output: '2' }
    const costs = async (phase: Phase) =>
      onTransport(
        stuckAfter(clock, [[clock.now(), phase]]),
        async ({ client }) => (await chatError(client.chat({ ...hello, max_tokens: 5 }))).cost,
        {
          clock,
          policies: [timeout(limits), retry({ maxAttemptsPerCall: 1 })],
          endpoints: [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test', price }],
        },
      )
    expect(await costs('onConnecting')).toEqual({ usd: '0', atMostUsd: '0' })
    const { usd, atMostUsd } = await costs('onConnected')
    expect(usd).toBe('0')
    expect(Number(atMostUsd)).toBeGreaterThan(0)
  })
})
