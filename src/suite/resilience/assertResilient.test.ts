import { describe, expect, test } from 'vitest'
import { always, first } from '../../faults/index.ts'
import { invalidApiKey, noContent, rateLimit, resetPeer } from '../../faults/catalogue/index.ts'
import { Problem } from '../../harness/problem.ts'
import { defineScenario, type Scenario } from '../../scenarios/index.ts'
import { client as ours, targets, type Target } from '../../targets/index.ts'
import { assertResilient } from './assertResilient.ts'
import type { ClientUnderTest, RehearsalCall, RehearsalPlace } from './clientUnderTest.ts'
import type { ResilienceOptions } from './options.ts'
import { ResilienceError } from './resilienceError.ts'

type Asked = RehearsalCall & RehearsalPlace

/** An application's own code on global fetch, without any patience. */
async function ask({ baseURL, apiKey, model, messages, signal }: Asked): Promise<string> {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages }),
    signal,
  })
  if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status })
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] }
  return choices[0]!.message.content
}

/** The same, to the last of its models. */
async function askAll(call: Asked): Promise<string> {
  for (const [index, endpoint] of call.endpoints.entries()) {
    try {
      const text = await ask({ ...call, ...endpoint })
      if (text !== '') return text
    } catch (error) {
      if (index === call.endpoints.length - 1) throw error
    }
  }
  throw new Error('every model gave an empty answer')
}

const day = (rest: Partial<Scenario> = {}): Scenario =>
  defineScenario({
    name: 'empty-answers',
    family: 'mine',
    requirement: 'An empty answer is a failure.',
    source: 'our own SLO',
    strength: 'must',
    upstream: { models: { 'deepseek-chat': [always(noContent({}))], 'moonshot-v1-8k': [] } },
    load: { type: 'sequential', calls: 1 },
    expect: { deadlineMs: 4_000, answeredAtLeast: 1 },
    exercises: ['success-means-complete'],
    ...rest,
  })

async function complaint(
  client: ClientUnderTest | Target,
  scenario: string | Scenario,
  options?: ResilienceOptions,
): Promise<ResilienceError> {
  const error: unknown = await assertResilient(client as ClientUnderTest, scenario, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ResilienceError)
  return error as ResilienceError
}

test('a client that stands the day resolves with its run', async () => {
  const run = await assertResilient(askAll, day())
  expect(run).toMatchObject({ verdict: 'held', world: 'loopback', calls: 1, answered: 1, attempts: 2 })
})

describe('a client that does not', () => {
  test('is told the rule, the proof, the source, both sides, and what to type', async () => {
    const error = await complaint(ask, day(), { seed: 7 })
    expect(error).toMatchObject({ verdict: 'broke', rules: ['success-means-complete'] })
    const told = error.message.replaceAll(/\s+/g, ' ')
    for (const line of [
      'The client broke 1 rule on "empty-answers" (real sockets, seed 7).',
      ' x success-means-complete (must): call 0 returned a success, but none of its 1 attempts got a whole answer',
      ' the rule: Only a whole answer is a success',
      ' source: RFC 9112 section 8',
      ' upstream deepseek-chat: always noContent',
      ' > answer complete: no content',
      ' ^ breaks success-means-complete',
      ' again: assertResilient(client, "empty-answers", { seed: 7 })',
      ' why it matters: npx brownout help success-means-complete',
    ])
      expect(told).toContain(line)
    expect(error.run.judged.length).toBeGreaterThan(20)
  })

  test('is told where the test stands, and nothing of what lies within', async () => {
    const { stack } = await complaint(ask, day())
    const [frame] = stack!.split('\n').filter((line) => line.startsWith('    at '))
    expect(frame).toContain('assertResilient.test.ts')
  })

  test('cannot steer the terminal, or the CI server, by what it says', async () => {
    const hostile = () => Promise.reject(new Error('no\u001b[2J\n::error::gone\u202e'))
    const { message } = await complaint(hostile, day())
    expect(message.split('\n').some((line) => line.startsWith('::'))).toBe(false)
    for (const sign of ['\u001b', '\u202e']) expect(message).not.toContain(sign)
  })
})

describe('what it is held to can be chosen', () => {
  const refused = day({ upstream: { models: { 'deepseek-chat': [always(invalidApiKey({}))], 'moonshot-v1-8k': [] } } })
  const loyal = day({
    upstream: { models: { 'deepseek-chat': [first(1, resetPeer({}))] } },
    exercises: ['every-call-settles'],
  })

  test('rules that it is known to break', async () => {
    expect((await complaint(askAll, refused)).rules).toEqual(['dead-credential-not-reused'])
    await assertResilient(
      askAll,
      { ...refused, exercises: ['every-call-settles'] },
      { except: ['dead-credential-not-reused'] },
    )
  })

  test('only what must hold', async () => {
    expect((await complaint(ask, loyal)).rules).toEqual(['answers-as-expected'])
    await assertResilient(ask, loyal, { strength: 'must' })
  })

  test('what it promises beyond what every caller may expect', async () => {
    const thrice = async (call: Asked) =>
      ask(call)
        .catch(() => ask(call))
        .catch(() => ask(call))
    const failing = day({
      upstream: { models: { 'deepseek-chat': [always(rateLimit({}))] } },
      expect: { deadlineMs: 4_000 },
      exercises: ['every-call-settles'],
    })
    await assertResilient(thrice, failing, { except: ['idempotency-key-kept'] })
    const { rules } = await complaint(thrice, failing, { promises: { maxAttemptsPerCall: 2 } })
    expect(rules).toContain('attempts-bounded')
  })
})

describe('a day that proves nothing is no success', () => {
  test('where nothing was put to the test', async () => {
    const calm = day({ upstream: { models: { 'deepseek-chat': [] } }, exercises: ['retry-after-honoured'] })
    const { verdict, message } = await complaint(ask, calm)
    expect(verdict).toBe('no-verdict')
    expect(message).toContain(
      '"empty-answers" (real sockets, seed 1) proves nothing about this client: retry-after-honoured',
    )
  })

  test('where all that broke is excepted, and nothing else was put to the test', async () => {
    const { verdict } = await complaint(ask, day(), { except: ['success-means-complete'] })
    expect(verdict).toBe('no-verdict')
  })

  test('where the client cannot take part', async () => {
    const { verdict, message } = await complaint(ask, day({ caller: { stream: true } }))
    expect(verdict).toBe('refused')
    expect(message).toContain('hint: give the client a function stream(call)')
  })
})

describe('what is probably wrong with the test is said', () => {
  test('a client that asks elsewhere', async () => {
    const { message } = await complaint(() => Promise.resolve('Hello'), day())
    expect(message).toContain('hint: no connection reached the upstream')
  })

  test('a client that sends its own words only', async () => {
    const mute = (call: Asked) => ask({ ...call, messages: [{ role: 'user', content: 'Hello' }] })
    expect((await complaint(mute, day())).message).toContain(
      'hint: no request carried the marker of its call ([[call:0]])',
    )
  })
})

describe('a client is', () => {
  const calm = day({ upstream: { models: { 'deepseek-chat': [] } }, exercises: ['every-call-settles'] })
  const streaming = { ...calm, caller: { stream: true } }

  test.each<[string, ClientUnderTest, Scenario]>([
    ['a function', ask, calm],
    ['an object with chat', { chat: ask }, calm],
    [
      'an object that says which model answered',
      { chat: async (call) => ({ text: await ask(call), model: call.model }) },
      calm,
    ],
    ['what opens one', { open: (place) => ({ chat: (call) => ask({ ...place, ...call }) }) }, calm],
    [
      'what opens one that streams',
      { open: (place) => ({ chat: ask as never, stream: (call) => pieces({ ...place, ...call }) }) },
      streaming,
    ],
    ['an object with stream', { chat: ask, stream: pieces }, streaming],
  ])('%s', async (_what, client, scenario) => {
    expect(await assertResilient(client, scenario)).toMatchObject({ verdict: 'held', answered: 1 })
  })

  test('a target', async () => {
    expect(await assertResilient(ours, day())).toMatchObject({ verdict: 'held', answered: 1, target: 'client' })
  })

  test('opened once a run, whatever the number of calls, and closed', async () => {
    const log: string[] = []
    const counted: ClientUnderTest = {
      open: (place) => {
        log.push('open')
        return {
          chat: (call) => (log.push(call.question.slice(-10)), ask({ ...place, ...call })),
          close: () => void log.push('close'),
        }
      },
    }
    await assertResilient(counted, { ...calm, load: { type: 'sequential', calls: 2 } })
    expect(log).toEqual(['open', '[[call:0]]', '[[call:1]]', 'close'])
  })

  test('on the virtual clock too, if it is a target; what the command line knows is replayed by its token', async () => {
    const tutorial = targets.find(({ name }) => name === 'tutorial-smart-retry-repaired')!
    await assertResilient(ours, 'ra-long', { world: 'virtual' })
    const { message } = await complaint(tutorial, 'ra-long', { world: 'virtual' })
    expect(message).toMatch(/again: +npx brownout replay b1\.tutorial-smart-retry-repaired\.virtual\.ra-long\./)
  })

  async function* pieces(call: Asked) {
    const response = await fetch(`${call.baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${call.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: call.model, messages: call.messages, stream: true }),
    })
    const text = await response.text()
    for (const [, data] of text.matchAll(/^data: (\{.*\})$/gm)) {
      const { choices } = JSON.parse(data!) as { choices: { delta?: { content?: string } }[] }
      yield choices[0]?.delta?.content ?? ''
    }
  }
})

describe('a slip in the test itself is told with its mend', () => {
  test.each<[string, () => Promise<unknown>, string, string]>([
    [
      'a scenario',
      () => assertResilient(ask, 'ra-secnds'),
      'There is no scenario "ra-secnds".',
      'Did you mean ra-seconds?',
    ],
    [
      'a world',
      () => assertResilient(ask, day(), { world: 'lopback' as never }),
      'There is no world "lopback".',
      'loopback',
    ],
    [
      'a world that needs a target',
      () => assertResilient(ask, day(), { world: 'virtual' }),
      'The virtual world needs',
      'Target',
    ],
    [
      'a rule',
      () => assertResilient(ask, day(), { except: ['deadline-kep'] }),
      'no rule "deadline-kep"',
      'deadline-kept',
    ],
    ['a client', () => assertResilient(7 as never, day()), 'That is no client: found number.', 'open(place)'],
    ['null', () => assertResilient(null as never, day()), 'That is no client: found null.', 'open(place)'],
    [
      'an answer',
      () => assertResilient((() => Promise.resolve(42)) as never, day()),
      'gave back 42 for an answer',
      'text',
    ],
    ['an opener', () => assertResilient({ open: () => ({}) as never }, day()), 'has no function chat', 'chat: (call)'],
    [
      'an opener that does not stream',
      () => assertResilient({ open: () => ({ chat: ask as never }) }, day({ caller: { stream: true } })),
      'has no function stream',
      'without streams',
    ],
  ])('%s', async (_what, work, what, mend) => {
    const error = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).message).toContain(what)
    expect((error as Problem).message).toContain(mend)
    expect((error as Problem).stack).toContain('assertResilient.test.ts')
  })

  test('an opener that throws is no client that failed', async () => {
    const opener: ClientUnderTest = { open: () => Promise.reject(new Error('no such module')) }
    await expect(assertResilient(opener, day())).rejects.toThrow('no such module')
  })
})
