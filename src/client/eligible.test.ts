import { describe, expect, test } from 'vitest'
import { ask, chatError, nothing, onPeers, type PeerStage } from '../../test/support/peerStage.ts'
import { answers, documents, refuses, silence, type Play } from '../../test/support/scriptedPeer.ts'
import { ClientOptionsError } from './optionsError.ts'
import { budget, health } from './policySpecs.ts'
import { route } from './routes/index.ts'

const fine = answers('fine')
const down = refuses(404)
const three = { main: down, spare: down, third: down }
/** The endpoints that a call tries, until all have failed. */
const tried = async ({ client, peer }: PeerStage, options = {}) => {
  const before = peer.seen.length
  await chatError(client.chat(ask, options))
  return peer.seen.slice(before).map(({ model }) => model)
}

describe('a call goes', () => {
  test('along the endpoints in their order, or along the route', async () => {
    await onPeers(three, async (stage) => expect(await tried(stage)).toEqual(['main', 'spare', 'third']))
    const backwards = { route: route.fallback(['third', 'main']) }
    await onPeers(three, async (stage) => expect(await tried(stage)).toEqual(['third', 'main']), backwards)
  })

  test('first to the one that it prefers, then along the others', async () => {
    await onPeers(three, async (stage) => {
      expect(await tried(stage, { prefer: 'third' })).toEqual(['third', 'main', 'spare'])
      expect(await tried(stage)).toEqual(['main', 'spare', 'third'])
    })
  })

  test('nowhere, if it prefers what the route does not know', async () => {
    await onPeers(
      three,
      async ({ client, peer }) => {
        for (const prefer of ['spare', 'nobody', '']) {
          const error: unknown = await client.chat(ask, { prefer }).catch((thrown: unknown) => thrown)
          expect(error).toBeInstanceOf(ClientOptionsError)
          expect(String(error)).toContain(`prefer is "${prefer}", but the route only knows "third", "main"`)
        }
        expect(peer.seen).toEqual([])
      },
      { route: route.fallback(['third', 'main']) },
    )
  })
})

describe('the model of a request', () => {
  const each = { spare: { id: 'second' }, third: { id: 'spare' } }

  test.each([
    ['the id of an endpoint', 'main', ['main', 'spare', 'third']],
    ['an id before the name of a model', 'spare', ['third', 'main', 'spare']],
    ['the name of a model', 'third', ['third', 'main', 'spare']],
    ['an id that is no name', 'second', ['spare', 'main', 'third']],
    ['nothing, like none', null, ['main', 'spare', 'third']],
  ])('is %s: its endpoint comes first', async (_what, model, order) => {
    await onPeers(
      three,
      async ({ client, peer }) => {
        await chatError(client.chat({ ...ask, model } as never))
        expect(peer.seen.map((seen) => seen.model)).toEqual(order)
      },
      { each },
    )
  })

  test('is an error where no endpoint of the route has it', async () => {
    await onPeers(
      three,
      async ({ client, peer }) => {
        const error: unknown = await client.chat({ ...ask, model: 'huge' } as never).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(ClientOptionsError)
        expect(String(error)).toContain('the route only knows "main", "second", "spare"')
        expect(peer.seen).toEqual([])
      },
      { each },
    )
  })

  test('yields to the one that the call prefers', async () => {
    await onPeers(three, async ({ client, peer }) => {
      await chatError(client.chat({ ...ask, model: 'third' } as never, { prefer: 'spare' }))
      expect(peer.seen.map((seen) => seen.model)).toEqual(['spare', 'main', 'third'])
    })
  })
})

describe('what an endpoint is known to lack', () => {
  const tools = { tools: [{ type: 'function', function: { name: 'f' } }] }
  const each = {
    main: { capabilities: { tools: false } },
    spare: { capabilities: { tools: true, json: false } },
    third: {},
  }
  const triedFor = async ({ client, peer }: PeerStage, fields: object, options = {}) => {
    const before = peer.seen.length
    await chatError(client.chat({ ...ask, ...fields }, options))
    return peer.seen.slice(before).map(({ model }) => model)
  }

  test('keeps away the calls that need it; what nobody said is tried', async () => {
    await onPeers(
      three,
      async (stage) => {
        expect(await triedFor(stage, {})).toEqual(['main', 'spare', 'third'])
        expect(await triedFor(stage, tools)).toEqual(['spare', 'third'])
        expect(await triedFor(stage, { response_format: { type: 'json_object' } })).toEqual(['main', 'third'])
        expect(await triedFor(stage, { ...tools, response_format: { type: 'json_object' } })).toEqual(['third'])
        expect(await triedFor(stage, tools, { prefer: 'main' })).toEqual(['spare', 'third'])
      },
      { each },
    )
  })

  test('and where all lack it, the caller is told before anything is sent', async () => {
    await onPeers(
      { main: fine, spare: fine },
      async ({ client, peer }) => {
        const error: unknown = await client.chat({ ...ask, ...tools }).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(ClientOptionsError)
        expect(String(error)).toMatch(
          /no endpoint of the route can serve this request: it needs tools; see `capabilities`/,
        )
        expect(peer.seen).toEqual([])
      },
      { all: { capabilities: { tools: false } } },
    )
  })
})

describe('under a cost budget', () => {
  const price = { input: '1', output: '2' }
  const policies = [budget({ usd: 1 })]
  const { max_tokens: _none, ...unbounded } = ask

  test('a call goes only where its worst case is known', async () => {
    await onPeers(
      { main: fine, spare: fine },
      async ({ client, peer }) => {
        await client.chat(unbounded)
        await client.chat(ask)
        expect(peer.seen.map(({ model }) => model)).toEqual(['spare', 'main'])
      },
      { policies, all: { price }, each: { spare: { maxOutputTokens: 100 } } },
    )
  })

  test('and nowhere, if it is known nowhere', async () => {
    await onPeers(
      { main: fine },
      async ({ client, peer }) => {
        await expect(client.chat(unbounded)).rejects.toThrow(
          /a cost budget needs a bound: give the request `max_tokens`/,
        )
        expect(peer.seen).toEqual([])
      },
      { policies, all: { price } },
    )
  })

  test('what was spent ends the next call, with what the client held and may still hold told', async () => {
    const usage = { prompt_tokens: 100, completion_tokens: 450_000, total_tokens: 450_100 }
    await onPeers(
      { main: answers('long', { usage }) },
      async ({ client, peer }) => {
        const dear = { ...ask, max_tokens: 450_000 }
        await client.chat(dear)
        expect(client.spend).toEqual({ usd: '0.9001', atMostUsd: '0.9001', heldUsd: '0', limitUsd: '1' })
        const error = await chatError(client.chat(dear))
        expect(error).toMatchObject({ errorClass: 'budget', reason: 'spent', attempts: [], cost: { usd: '0' } })
        expect(peer.seen).toHaveLength(1)
        await client.chat(ask).catch(() => undefined)
        expect(client.spend.heldUsd).toBe('0')
      },
      { policies, all: { price } },
    )
  })
})

describe('an endpoint that fails its probes', () => {
  const listed = documents({ data: [{ id: 'main' }, { id: 'spare' }] })
  const minute = 60_000

  test('is tried last until it does well again', async () => {
    const probes: Play[] = [listed, refuses(500), listed]
    const plays = { main: fine, spare: fine, 'GET main': probes, 'GET spare': [listed] }
    await onPeers(
      plays,
      async ({ client, clock, events, leftovers }) => {
        const answering: string[] = []
        for (let elapsed = 0; elapsed < 3; elapsed += 1) {
          await clock.sleep(minute * 1.1)
          answering.push((await client.chat(ask)).endpoint)
        }
        expect(answering).toEqual(['main', 'spare', 'main'])
        expect(events.filter(({ type }) => type === 'health-changed')).toMatchObject([
          { endpoint: 'main', healthy: false, reason: expect.stringContaining('http_500') as string },
          { endpoint: 'main', healthy: true },
        ])
        await client.close()
        expect(leftovers()).toEqual(nothing)
      },
      { policies: [health()] },
    )
  })

  test('is tried all the same, when the others fail', async () => {
    const plays = { main: fine, spare: down, 'GET main': refuses(500), 'GET spare': listed }
    await onPeers(
      plays,
      async ({ client, clock, peer }) => {
        await clock.sleep(minute * 1.1)
        expect((await client.chat(ask)).endpoint).toBe('main')
        expect(peer.seen.filter(({ what }) => what === 'asked').map(({ model }) => model)).toEqual(['spare', 'main'])
        await client.close()
      },
      { policies: [health()] },
    )
  })

  test('closing ends a probe under way', async () => {
    await onPeers(
      { main: fine, 'GET main': silence },
      async ({ client, clock, peer, leftovers }) => {
        await clock.sleep(minute)
        expect(peer.told.at(-1)).toMatch(/^GET main probed/)
        await client.close()
        expect(peer.told.at(-1)).toMatch(/^GET main left/)
        expect(leftovers()).toEqual(nothing)
      },
      { policies: [health({ timeoutMs: minute * 10 })] },
    )
  })
})
