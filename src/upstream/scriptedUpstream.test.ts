import { describe, expect, test } from 'vitest'
import { always, catalogue, defineFault, first, type Exchange, type FaultSpec, type Script } from '../faults/index.ts'
import { History } from '../history/index.ts'
import { createRandom, VirtualClock } from '../runtime/index.ts'
import { ScriptedUpstream, type IncomingRequest } from './scriptedUpstream.ts'

const key = 'sk-rehearsal-gateway'

/** An upstream, and what it answers to requests one after the other. */
function stage(script: Script = { models: { m: [], n: [] } }) {
  const clock = new VirtualClock()
  const history = new History(() => clock.now())
  const met: (readonly [fault: string, exchange: number | undefined])[] = []
  const onFault = ({ type }: FaultSpec, exchange: number | undefined) => void met.push([type, exchange])
  const upstream = new ScriptedUpstream(
    script,
    { clock, random: createRandom(1), recorder: history, onFault },
    new Map([[key, 'gateway']]),
  )
  const ask = (changed: Partial<IncomingRequest> = {}) => {
    let status = 0
    let body = ''
    const playing = upstream.exchange(
      {
        connection: 0,
        origin: 'gateway',
        isReused: false,
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { authorization: `Bearer ${key}` },
        body: bodyOf('m'),
        ...changed,
      },
      {
        head: (given) => (status = given),
        data: (bytes) => (body += Buffer.from(bytes).toString()),
        end: () => {},
        reset: () => {},
        fin: () => {},
        garbage: () => {},
        goaway: () => {},
        rstStream: () => {},
      },
    )
    return { status, body, clientLeft: () => playing.clientLeft() }
  }
  const started = () => history.events.filter((event) => event.type === 'exchange-started')
  return { upstream, history, ask, started, met }
}

const bodyOf = (model: string, call: number | null = 0) =>
  JSON.stringify({ model, messages: [{ role: 'user', content: call === null ? 'hi' : `hi [[call:${call}]]` }] })

describe('what an upstream says', () => {
  test.each<[string, Partial<IncomingRequest>, number]>([
    ['a chat request', {}, 200],
    ['with a query', { path: '/v1/chat/completions?api-version=1' }, 200],
    ['another path', { path: '/v1/embeddings' }, 404],
    ['the wrong method', { method: 'GET' }, 405],
    ['an unknown model', { body: bodyOf('gpt-9') }, 404],
    ['a model that every object has', { body: bodyOf('constructor') }, 404],
    ['no JSON', { body: '{' }, 400],
    ['no body', { body: '' }, 400],
    ['null', { body: 'null' }, 400],
    ['no messages', { body: '{"model":"m"}' }, 400],
    ['messages that are null', { body: '{"model":"m","messages":[null]}' }, 200],
    ['the list of models', { method: 'GET', path: '/v1/models', body: '' }, 200],
  ])('to %s', (_story, request, status) => {
    const answer = stage().ask(request)
    expect(answer.status).toBe(status)
    expect(() => JSON.parse(answer.body) as unknown).not.toThrow()
  })

  test('in its list: every model with its origin', () => {
    const { body } = stage({ models: { m: [], n: [] }, origins: { west: { serves: ['n'] } } }).ask({
      method: 'GET',
      path: '/v1/models',
    })
    expect((JSON.parse(body) as { data: unknown }).data).toEqual([
      { id: 'm', object: 'model', owned_by: 'gateway' },
      { id: 'n', object: 'model', owned_by: 'west' },
    ])
  })
})

describe('what it remembers', () => {
  test('how often its rules were reached, over all calls', () => {
    const { ask } = stage({ models: { m: [first(2, catalogue.serverError({}))] } })
    expect([0, 1, 2].map((call) => ask({ body: bodyOf('m', call) }).status)).toEqual([500, 500, 200])
  })

  test('which try of which call it is; requests of no call are each their own', () => {
    const { ask } = stage()
    const tries = [1, 2, 1, 1, null, null].map((call) =>
      /call (.) try (\d)/.exec(ask({ body: bodyOf('m', call) }).body)!.slice(1),
    )
    expect(tries.map((each) => each.join())).toEqual(['1,1', '2,1', '1,2', '1,3', '?,1', '?,1'])
  })
})

describe('who is under way', () => {
  const one = always(catalogue.quota({ concurrency: 1, pool: 'key' }))
  const stalling = always(catalogue.stall({ bytes: 0 }))
  const script: Script = { models: { m: [one], n: [one, stalling] } }

  test('holds its place until its answer is complete, or until it leaves', () => {
    const { ask } = stage(script)
    expect([ask().status, ask().status]).toEqual([200, 200])
    const stalled = ask({ body: bodyOf('n') })
    expect([stalled.status, ask().status]).toEqual([200, 429])
    stalled.clientLeft()
    stalled.clientLeft()
    expect([ask().status, ask({ body: bodyOf('n') }).status, ask().status]).toEqual([200, 200, 429])
  })

  test('of a script that plays no more holds no place in the next', () => {
    const { ask, upstream } = stage(script)
    const stalled = ask({ body: bodyOf('n') })
    upstream.restart(script)
    const second = ask({ body: bodyOf('n') })
    stalled.clientLeft()
    expect([second.status, ask().status]).toEqual([200, 429])
  })
})

describe('what a fault may see', () => {
  const seen: Exchange[] = []
  const look = defineFault<{ stalls: boolean }>({
    type: 'look',
    doc: 'Looks.',
    source: 'this test',
    arbitrary: (fc) => fc.record({ stalls: fc.boolean() }),
    *apply({ stalls }, exchange, next) {
      seen.push(exchange)
      if (stalls) yield { do: 'hang' }
      else yield* next()
    },
  })

  test('how much is asked, how many are under way at its model, and chance for each purpose', () => {
    seen.length = 0
    const { ask } = stage({ models: { m: [always(look({ stalls: false }))], n: [] } })
    const messages = [{ role: 'user', content: 'x'.repeat(400) }]
    ask({ body: JSON.stringify({ model: 'm', messages, max_tokens: 20 }) })
    ask({ body: JSON.stringify({ model: 'm', messages, max_tokens: 20, max_completion_tokens: 30, n: 2 }) })
    expect(seen.map(({ maxTokens }) => maxTokens)).toEqual([20, 60])
    expect(seen[0]!.promptTokens).toBeGreaterThan(100)
    const [first_, second] = seen.map(({ randomFor }) => randomFor('a')())
    expect(seen[0]!.randomFor('a')()).toBe(first_)
    expect(new Set([first_, second, seen[0]!.randomFor('b')(), seen[0]!.random()]).size).toBe(4)
  })

  test('others of its model that are under way', () => {
    seen.length = 0
    const { ask } = stage({ models: { m: [first(2, look({ stalls: true })), always(look({ stalls: false }))], n: [] } })
    const [one, two] = [ask(), ask()]
    ask({ body: bodyOf('n') })
    one.clientLeft()
    ask()
    two.clientLeft()
    ask()
    expect(seen.map(({ inFlight }) => inFlight)).toEqual([0, 1, 1, 0])
  })
})

describe('what it takes down', () => {
  test('names of keys, never keys', () => {
    const { ask, started, history } = stage()
    for (const authorization of [`Bearer ${key}`, 'Bearer sk-other', 'Bearer sk-other', 'Bearer sk-third', undefined]) {
      ask({ headers: authorization === undefined ? {} : { authorization } })
    }
    const names = started().map(({ credential }) => credential)
    expect(names[0]).toBe('gateway')
    expect(names[1]).toMatch(/^unknown-[0-9a-f]{12}$/)
    expect(names[2]).toBe(names[1])
    expect(new Set(names).size).toBe(4)
    expect(names[4]).toBe('none')
    expect(history.lines().join()).not.toMatch(/sk-/)
  })

  test('a key with white space behind it is not the one that was issued, and a fault can tell', () => {
    const { ask, started } = stage({ models: { m: [always(catalogue.keyRequired({}))] } })
    const answers = ['', '\n', ' ', '\t'].map((ending) => ask({ headers: { authorization: `Bearer ${key}${ending}` } }))
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401])
    expect(started().filter(({ credential }) => credential === 'gateway')).toHaveLength(1)
    expect(
      [`bearer ${key}`, 'Bearer', `Bearer  ${key}`].map((other) => ask({ headers: { authorization: other } }).status),
    ).toEqual([401, 401, 401])
  })

  test('whose request it is, and whether its body was the same', () => {
    const { ask, started } = stage()
    ask({ body: bodyOf('m', 3), headers: { 'idempotency-key': ['once', 'twice'] } })
    ask({ body: bodyOf('m', 3) })
    ask({ body: bodyOf('n', 3) })
    ask({ body: 'garbage' })
    expect(started().map(({ model, call }) => [model, call])).toEqual([
      ['m', 3],
      ['m', 3],
      ['n', 3],
      ['', null],
    ])
    expect(started().map(({ idempotencyKey }) => idempotencyKey)).toEqual(['once', null, null, null])
    const [a, b, c] = started().map(({ bodyHash }) => bodyHash)
    expect([a === b, a === c]).toEqual([true, false])
  })

  test('connections: opened and failed ones; a refused one is seen by nobody', () => {
    const { upstream, history } = stage({
      models: { m: [] },
      origins: { west: { serves: ['m'], rules: [always(catalogue.connectionRefused({}))] } },
    })
    expect(upstream.decideConnection('west')).toEqual({ step: { do: 'refuse' }, connection: 0 })
    const { connection } = upstream.decideConnection('gateway')
    expect(history.events).toEqual([])
    upstream.connectionOpened(connection, 'gateway')
    expect(history.events).toMatchObject([{ type: 'connection-opened', connection: 1, origin: 'gateway' }])
  })
  test('to whoever counts them: the faults that took effect, not those behind one that replaced the answer', () => {
    const { limitData, rateLimit, serverError, connectionRefused } = catalogue
    const { upstream, ask, met } = stage({
      models: { m: [first(1, rateLimit({})), always(limitData({ bytes: 20 })), always(serverError({}))] },
      origins: { west: { serves: [], rules: [first(1, connectionRefused({}))] } },
    })
    ask()
    ask()
    upstream.decideConnection('west')
    upstream.decideConnection('west')
    expect(met).toEqual([
      ['rateLimit', 0],
      ['limitData', 1],
      ['serverError', 1],
      ['connectionRefused', undefined],
    ])
  })
})
