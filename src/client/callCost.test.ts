import { describe, expect, test } from 'vitest'
import { ask, chatError, onPeers } from '../../test/support/peerStage.ts'
import { answers, documents, refuses, silence, streams, usageOf, type Play } from '../../test/support/scriptedPeer.ts'
import { accept, retry, timeout } from './policySpecs.ts'

/** A token of a prompt costs a millionth of a dollar, one of an answer two. */
const priced = { all: { price: { input: '1', output: '2' } } }
const usage = usageOf(10, 5)
const billed = '0.00002'
const paid = answers('fine', { usage })
/** What `ask` may cost at most, as far as anybody can tell before. */
const worst = await onPeers(
  { main: answers('fine') },
  async ({ client }) => (await client.chat(ask)).cost.atMostUsd!,
  priced,
)

const sum = (...amounts: string[]) =>
  String(amounts.reduce((total, usd) => total + Math.round(Number(usd) * 1e6), 0) / 1e6)

describe('what a reply cost', () => {
  test('is what the provider counted, at the endpoint’s price, exactly', async () => {
    await onPeers(
      { main: paid },
      async ({ client }) => {
        expect((await client.chat(ask)).cost).toEqual({ usd: billed, atMostUsd: billed })
      },
      priced,
    )
  })

  test('is at the price of the endpoint that answered', async () => {
    await onPeers(
      { main: refuses(404), spare: paid },
      async ({ client }) => expect((await client.chat(ask)).cost.usd).toBe('0.2'),
      { each: { main: { price: { input: '1', output: '2' } }, spare: { price: { input: '10000', output: '20000' } } } },
    )
  })

  test('holds nothing for answers with a status of their own: providers do not bill them', async () => {
    await onPeers(
      { main: [refuses(500), refuses(429), paid] },
      async ({ client }) => {
        expect((await client.chat(ask)).cost).toEqual({ usd: billed, atMostUsd: billed })
      },
      priced,
    )
  })

  test('holds every answer that was given, those that the application refused too', async () => {
    const main = [answers('bad', { usage: usageOf(10, 45) }), paid]
    await onPeers(
      { main },
      async ({ client }) => {
        const { cost, attempts } = await client.chat(ask, { accept: ({ text }) => text === 'fine' })
        expect(cost).toEqual({ usd: '0.00012', atMostUsd: '0.00012' })
        expect(attempts.map(({ usage: counted }) => counted?.completion_tokens)).toEqual([45, 5])
      },
      priced,
    )
  })

  test('may be more by the worst case of an attempt that timed out, and is not known to be', async () => {
    await onPeers(
      { main: [silence, paid] },
      async ({ client }) => {
        const { cost } = await client.chat(ask)
        expect(cost).toEqual({ usd: billed, atMostUsd: sum(billed, worst) })
      },
      { ...priced, policies: [timeout({ headersMs: 50 })] },
    )
  })

  test('is unknown where the provider did not count, but not without bound', async () => {
    await onPeers(
      { main: answers('fine') },
      async ({ client }) => {
        expect((await client.chat(ask)).cost).toEqual({ usd: null, atMostUsd: worst })
        const { max_tokens: _none, ...unbounded } = ask
        expect((await client.chat(unbounded)).cost).toEqual({ usd: null, atMostUsd: null })
      },
      priced,
    )
  })

  test('is unknown too where the provider’s counts make no sense', async () => {
    const nonsense = answers('fine', { usage: { prompt_tokens: -1, completion_tokens: 5, total_tokens: 4 } })
    await onPeers(
      { main: nonsense },
      async ({ client }) => {
        expect((await client.chat(ask)).cost).toEqual({ usd: null, atMostUsd: worst })
      },
      priced,
    )
  })

  test('is unknown where a refused answer was not counted: it was given all the same', async () => {
    await onPeers(
      { main: [answers('bad'), paid] },
      async ({ client }) => {
        const { cost } = await client.chat(ask, { accept: ({ text }) => text === 'fine' })
        expect(cost).toEqual({ usd: null, atMostUsd: sum(billed, worst) })
      },
      priced,
    )
  })

  test('is unknown without a price: null, not zero', async () => {
    await onPeers({ main: paid }, async ({ client }) => {
      expect((await client.chat(ask)).cost).toEqual({ usd: null, atMostUsd: null })
    })
  })

  test('of a stream is what its last event counted', async () => {
    await onPeers(
      { main: streams([[1, 'fine']], { usage }) },
      async ({ client }) => {
        const stream = client.stream(ask)
        for await (const _delta of stream);
        expect((await stream.reply).cost).toEqual({ usd: billed, atMostUsd: billed })
      },
      priced,
    )
  })
})

describe('what a failed call cost', () => {
  const once = { policies: [retry({ maxAttemptsPerCall: 1 })] }

  test('nothing, where no answer was given', async () => {
    await onPeers(
      { main: refuses(500) },
      async ({ client }) => {
        expect((await chatError(client.chat(ask))).cost).toEqual({ usd: '0', atMostUsd: '0' })
      },
      { ...priced, ...once },
    )
  })

  test('nothing, where nothing was sent', async () => {
    await onPeers(
      { main: paid },
      async ({ client }) => {
        const error = await chatError(client.chat(ask, { signal: AbortSignal.abort() }))
        expect(error.cost).toEqual({ usd: '0', atMostUsd: '0' })
      },
      priced,
    )
  })

  test('what refused answers cost', async () => {
    await onPeers(
      { main: paid },
      async ({ client }) => {
        expect((await chatError(client.chat(ask))).cost).toEqual({ usd: '0.00006', atMostUsd: '0.00006' })
      },
      { ...priced, policies: [accept(() => false)] },
    )
  })

  test('perhaps the worst case, where an answer broke', async () => {
    const cut: Play = [[5, (socket) => socket.reset()]]
    await onPeers(
      { main: cut },
      async ({ client }) => {
        expect((await chatError(client.chat(ask))).cost).toEqual({ usd: '0', atMostUsd: worst })
      },
      { ...priced, ...once },
    )
  })

  test('perhaps the worst case, where the caller gave up while the server worked', async () => {
    await onPeers(
      { main: silence },
      async ({ client, clock }) => {
        const controller = new AbortController()
        clock.timer(50, () => controller.abort())
        const error = await chatError(client.chat(ask, { signal: controller.signal }))
        expect(error.cost).toEqual({ usd: '0', atMostUsd: worst })
      },
      priced,
    )
  })

  test('nothing, for an error that comes with a 200', async () => {
    const late = documents({ error: { message: 'upstream gave up' } })
    await onPeers(
      { main: late },
      async ({ client }) => {
        expect((await chatError(client.chat(ask))).cost).toEqual({ usd: '0', atMostUsd: '0' })
      },
      { ...priced, ...once },
    )
  })
})

describe('what a client has spent', () => {
  test('adds up over its calls, failed ones too, and stays exact', async () => {
    await onPeers(
      { main: [paid, refuses(400), paid, silence, paid] },
      async ({ client }) => {
        expect(client.spend).toEqual({ usd: '0', atMostUsd: '0', heldUsd: null, limitUsd: null })
        await client.chat(ask)
        await chatError(client.chat(ask))
        await client.chat(ask)
        expect(client.spend).toMatchObject({ usd: '0.00004', atMostUsd: '0.00004' })
        await client.chat(ask)
        expect(client.spend).toMatchObject({ usd: '0.00006', atMostUsd: sum('0.00006', worst) })
      },
      { ...priced, policies: [timeout({ headersMs: 50 })] },
    )
  })

  test('is unknown from the first answer on that nobody counted', async () => {
    await onPeers(
      { main: [paid, answers('fine'), paid] },
      async ({ client }) => {
        for (const usd of [billed, null, null]) {
          await client.chat(ask)
          expect(client.spend.usd).toBe(usd)
        }
        expect(client.spend.atMostUsd).toBe(sum('0.00004', worst))
      },
      priced,
    )
  })

  test('a new price holds from the next call on', async () => {
    await onPeers(
      { main: paid },
      async ({ client }) => {
        await client.chat(ask)
        client.reprice('main', { input: '2', output: '4' })
        expect((await client.chat(ask)).cost.usd).toBe('0.00004')
        expect(client.spend.usd).toBe('0.00006')
      },
      priced,
    )
  })
})
