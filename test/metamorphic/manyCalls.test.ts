import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChatError, circuitBreaker, createClient, deadline, retry, type ChatClient } from '../../src/client/index.ts'
import { VirtualClock, type Transport, type TransportRequest } from '../../src/runtime/index.ts'
import { completion } from '../support/clientStage.ts'
import { seed } from '../support/seed.ts'

/** What an endpoint does, from now on. */
type Mood = 'well' | 401 | 404 | { readonly askedSeconds: number }
type Name = 'a' | 'b' | 'c'
const names: readonly Name[] = ['a', 'b', 'c']

/** What the documents say that one call leaves for the next: peace that was asked for, keys that were refused. */
interface Model {
  nowMs: number
  readonly moods: Record<Name, Mood>
  readonly askedUntilMs: Record<Name, number>
  readonly deadUntilMs: Record<Name, number>
}

interface World {
  readonly clock: VirtualClock
  readonly client: ChatClient
  readonly moods: Record<Name, Mood>
  readonly log: string[]
}

const patienceMs = 1_000
const longestAskedWaitMs = 60_000
const deadlineMs = 120_000
const credentialCooldownMs = 300_000

/** Where and when a call goes, one attempt an endpoint; it leaves its marks on the model, and ends at `nowMs`. */
function foretell(model: Model): string[] {
  const told: string[] = []
  const untried = new Set(names)
  const endsAtMs = model.nowMs + deadlineMs
  for (;;) {
    const open = [...untried].flatMap((name) =>
      model.deadUntilMs[name] > model.nowMs ? [] : [{ name, atMs: Math.max(model.nowMs, model.askedUntilMs[name]) }],
    )
    const bearable = open.filter(({ atMs }) => atMs - model.nowMs <= longestAskedWaitMs && atMs < endsAtMs)
    const soon = bearable.find(({ atMs }) => atMs <= model.nowMs + patienceMs)
    const next = soon ?? bearable.toSorted((one, other) => one.atMs - other.atMs)[0]
    if (next === undefined) return told
    const { name, atMs } = next
    if (atMs > model.nowMs) {
      // After a wait it looks anew: one that comes before this one may be open soon by now.
      model.nowMs = atMs
      continue
    }
    told.push(`${name} at ${atMs}`)
    untried.delete(name)
    const mood = model.moods[name]
    if (mood === 'well') return told
    if (mood === 401) model.deadUntilMs[name] = atMs + credentialCooldownMs
    else if (typeof mood === 'object') model.askedUntilMs[name] = atMs + mood.askedSeconds * 1_000
  }
}

class Call implements fc.AsyncCommand<Model, World> {
  check = () => true

  async run(model: Model, { client, clock, log }: World): Promise<void> {
    const expected = foretell(model)
    log.length = 0
    await client.chat({ messages: [{ role: 'user', content: 'hi' }] }).catch((error: unknown) => {
      expect(error).toBeInstanceOf(ChatError)
    })
    expect({ log, nowMs: clock.now() }).toEqual({ log: expected, nowMs: model.nowMs })
  }

  toString = () => 'call'
}

class Pass implements fc.AsyncCommand<Model, World> {
  readonly #ms: number

  constructor(ms: number) {
    this.#ms = ms
  }

  check = () => true

  async run(model: Model, { clock }: World): Promise<void> {
    model.nowMs += this.#ms
    await clock.sleep(this.#ms)
  }

  toString = () => `${this.#ms} ms pass`
}

class Change implements fc.AsyncCommand<Model, World> {
  readonly #name: Name
  readonly #mood: Mood

  constructor(name: Name, mood: Mood) {
    this.#name = name
    this.#mood = mood
  }

  check = () => true

  run(model: Model, { moods }: World): Promise<void> {
    model.moods[this.#name] = moods[this.#name] = this.#mood
    return Promise.resolve()
  }

  toString = () => `${this.#name} is ${JSON.stringify(this.#mood)}`
}

const asks = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 200 }))
const mood = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Mood[]>('well', 401, 404) },
  { weight: 3, arbitrary: asks.map((askedSeconds): Mood => ({ askedSeconds })) },
)
const commands = fc.commands(
  [
    fc.constant(new Call()),
    fc.oneof(fc.nat(3_000), fc.nat(400_000)).map((ms) => new Pass(ms)),
    fc.tuple(fc.constantFrom(...names), mood).map(([name, next]) => new Change(name, next)),
  ],
  { maxCommands: 40, size: 'max' },
)

function setup(ours = createClient): { model: Model; real: World } {
  const clock = new VirtualClock()
  const moods: World['moods'] = { a: 'well', b: 'well', c: 'well' }
  const log: string[] = []
  const transport: Transport = {
    send: (request: TransportRequest, { onConnected }) => {
      const name = new URL(request.url).hostname[0] as Name
      log.push(`${name} at ${clock.now()}`)
      onConnected?.()
      const now = moods[name]
      const status = now === 'well' ? 200 : typeof now === 'object' ? 429 : now
      const headers = typeof now === 'object' ? { 'retry-after': String(now.askedSeconds) } : {}
      const bytes = Buffer.from(status === 200 ? completion('x') : '{}')
      return Promise.resolve({
        status,
        headers,
        body: (async function* () {
          yield bytes
        })(),
      })
    },
    busySockets: () => 0,
    close: () => Promise.resolve(),
  }
  const client = ours({
    endpoints: names.map((name) => ({
      id: name,
      model: name,
      baseURL: `https://${name}.test/v1`,
      apiKey: `sk-${name}`,
    })),
    // Without backoff nothing is left to chance.
    policies: [deadline(deadlineMs), retry({ maxAttemptsPerEndpoint: 1, initialDelayMs: 0 }), circuitBreaker(false)],
    runtime: { clock, transport },
  })
  const none = () => ({ a: 0, b: 0, c: 0 })
  const model: Model = { nowMs: 0, moods: { ...moods }, askedUntilMs: none(), deadUntilMs: none() }
  return { model, real: { clock, client, moods, log } }
}

type Commands = typeof commands extends fc.Arbitrary<infer Value> ? Value : never

async function play(given: Commands, ours?: typeof createClient): Promise<void> {
  const { model, real } = setup(ours)
  await real.clock.run(() => fc.asyncModelRun(() => ({ model, real }), given))
}

test(`what one call learns the next ones know: where and when each attempt of many calls goes (BROWNOUT_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(commands, (given) => play(given)),
    { seed, numRuns: 1_000 },
  )
}, 120_000)

test('a client that forgets between two calls is told apart', async () => {
  const forgetful: typeof createClient = (options) => ({
    ...createClient(options),
    chat: async (request) => {
      const client = createClient(options)
      return client.chat(request).finally(() => client.close())
    },
  })
  const { failed } = await fc.check(
    fc.asyncProperty(commands, (given) => play(given, forgetful)),
    { seed: 1, numRuns: 300, endOnFailure: true },
  )
  expect(failed).toBe(true)
}, 120_000)
