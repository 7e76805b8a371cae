import { describe, expect, test } from 'vitest'
import { benchPlan } from '../../../test/support/benchPlan.ts'
import type { CallSample } from '../../bench/sample.ts'
import { CostBudget } from '../../client/costBudget.ts'
import { catalogue, always, first, type Rule, type Script } from '../../faults/index.ts'
import { burst, constant, poisson } from '../../load/index.ts'
import { createRandom, VirtualClock } from '../../runtime/index.ts'
import type { BenchPlan } from './benchPlan.ts'
import { driveLoad } from './driveLoad.ts'
import type { LoadStop } from './driving.ts'
import { mockScript } from './mockScript.ts'
import { openOurClient, type OurClientOptions } from './ourClient.ts'
import type { UpstreamTruth } from './upstreamTruth.ts'
import { openVirtualWorld } from './virtualWorld.ts'

const { latency, limitData, pace, rateLimit, serverError, status } = catalogue

/** Ten tokens: the first after 100 ms, the others and the end 20 ms apart. */
const steady = always(pace({ ttftMs: 100, interTokenMs: 20, tokens: 10 }))

function script(...rules: (readonly Rule[])[]): Script {
  const { models } = benchPlan()
  return { models: Object.fromEntries(models.map(({ id }, index) => [id, [...(rules[index] ?? []), steady]])) }
}

interface Played {
  readonly samples: CallSample[]
  readonly truth: UpstreamTruth
  readonly lines: string
}

async function play(
  given: Partial<BenchPlan>,
  upstream: Script,
  more: Partial<OurClientOptions> = {},
  stopOn: (clock: VirtualClock) => { stop?: LoadStop } = () => ({}),
): Promise<Played> {
  const plan = benchPlan(given)
  const clock = new VirtualClock()
  const world = openVirtualWorld(upstream, plan.seed, clock)
  const client = openOurClient({ plan, ...world, random: createRandom(plan.seed), ...more })
  const samples: CallSample[] = []
  const lines: string[] = []
  await clock.run(async () => {
    await driveLoad({
      plan,
      client,
      clock,
      sink: {
        add: (record) => {
          lines.push(JSON.stringify(record))
          if (record.type === 'sample') samples.push(record)
        },
      },
      ...stopOn(clock),
    })
    await client.close()
    await world.close()
  })
  expect(clock.pending()).toBe(0)
  return { samples, truth: await world.truth(), lines: lines.join('\n') }
}

/** 12 tokens at 0.42, and 10 at 1.10 USD per million. */
const priceOfOne = '0.00001604'
const whole = { ...benchPlan().workload, stream: false }

describe('a call that is answered', () => {
  test('at first try, as a stream', async () => {
    const { samples, truth } = await play({}, script())
    expect(samples).toEqual([
      {
        type: 'sample',
        call: 0,
        series: 'deepseek-chat',
        pair: 0,
        prompt: 0,
        dueMs: 0,
        startedMs: 0,
        firstTokenMs: 100,
        endedMs: 300,
        connectMs: 0,
        waitedMs: 0,
        outcome: 'ok-first-try',
        model: 'deepseek-chat',
        errorClass: null,
        reason: null,
        status: null,
        attempts: 1,
        failoverMs: null,
        inputTokens: 12,
        outputTokens: 10,
        chunks: 10,
        gaps: [[20, 9]],
        truncated: false,
        costUsd: priceOfOne,
        atMostUsd: priceOfOne,
        wastedUsd: '0',
      },
    ])
    expect(truth.exchanges).toEqual([{ call: 0, model: 'deepseek-chat', startedMs: 0, endedMs: 300 }])
    expect(truth.byModel).toEqual({ 'deepseek-chat': { requests: 1, complete: 1, statuses: { 200: 1 } } })
  })

  test('as a whole has no first token, and no gaps', async () => {
    const { samples } = await play({ workload: whole }, script())
    expect(samples).toMatchObject([
      { outcome: 'ok-first-try', firstTokenMs: null, endedMs: 300, chunks: 0, gaps: [], outputTokens: 10 },
    ])
  })

  test('after a retry: the wait and the attempts are told, and nothing was paid for them', async () => {
    const upstream = script([first(1, rateLimit({ retryAfterSeconds: 1 }))])
    const { samples, truth } = await play({ fallback: false }, upstream)
    expect(samples).toMatchObject([
      { outcome: 'ok-after-retry', attempts: 2, failoverMs: null, costUsd: priceOfOne, wastedUsd: '0', status: null },
    ])
    expect(samples[0]!.waitedMs).toBeGreaterThanOrEqual(1_000)
    expect(truth.byModel['deepseek-chat']!.statuses).toEqual({ 200: 1, 429: 1 })
  })

  test.each([
    ['as a stream', benchPlan().workload, 100],
    ['as a whole', whole, 300],
  ])('after a fallback, %s: how long it took from the failure to the answer of another', async (_how, workload, ms) => {
    const upstream = script([always(latency({ delayMs: 40 })), always(status({ status: 404 }))])
    const { samples } = await play({ workload }, upstream)
    expect(samples).toMatchObject([
      {
        series: 'deepseek-chat',
        model: 'moonshot-v1-8k',
        outcome: 'ok-after-fallback',
        attempts: 2,
        failoverMs: ms,
        errorClass: null,
      },
    ])
  })

  test('cut at max_tokens is marked', async () => {
    const workload = { ...benchPlan().workload, maxTokens: 4 }
    const { samples } = await play({ workload }, script())
    expect(samples).toMatchObject([{ truncated: true, outputTokens: 4, chunks: 4 }])
  })

  test('by a model without a price costs nobody knows what', async () => {
    const models = benchPlan().models.map((model) => ({ ...model, price: null }))
    const { samples } = await play({ models }, script())
    expect(samples).toMatchObject([{ costUsd: null, atMostUsd: null, wastedUsd: '0', outputTokens: 10 }])
  })
})

describe('what was paid in vain', () => {
  test('is the worst case of a stream that broke before its first word', async () => {
    const upstream = script([first(1, limitData({ bytes: 10 }))])
    const { samples } = await play({ fallback: false }, upstream)
    const { costUsd, atMostUsd, wastedUsd, outcome } = samples[0]!
    expect(outcome).toBe('ok-after-retry')
    expect(costUsd).toBe(priceOfOne)
    // Exactly: no float could say that the difference is the price of the answer.
    const pico = (usd: string | null) => BigInt(Math.round(Number(usd) * 1e12))
    expect(pico(atMostUsd) - pico(wastedUsd)).toBe(pico(priceOfOne))
    expect(pico(wastedUsd)).toBeGreaterThan(0n)
  })

  test('is all that a failed call may have cost', async () => {
    // The first word has come, and then the rest does not: nothing is tried again.
    const upstream = script([always(limitData({ bytes: 600 }))])
    const { samples } = await play({}, upstream)
    expect(samples).toMatchObject([
      { outcome: 'failed', errorClass: 'protocol', model: null, attempts: 1, outputTokens: null },
    ])
    expect(samples[0]!.firstTokenMs).toBe(100)
    expect(samples[0]!.wastedUsd).toBe(samples[0]!.atMostUsd)
    expect(Number(samples[0]!.wastedUsd)).toBeGreaterThan(0)
  })
})

describe('a call that is not answered', () => {
  test('tells its class, its reason and the last status', async () => {
    const bad = [always(serverError({}))]
    const { samples } = await play({}, script(bad, bad, bad))
    expect(samples).toMatchObject([
      { outcome: 'failed', errorClass: 'server_error', status: 500, costUsd: '0', wastedUsd: '0', model: null },
    ])
    expect(samples[0]!.attempts).toBeGreaterThan(2)
  })

  test('asks no other model, if the plan says so', async () => {
    const { samples, truth } = await play({ fallback: false }, script([always(status({ status: 404 }))]))
    expect(samples).toMatchObject([{ outcome: 'failed', errorClass: 'not_found', attempts: 1 }])
    expect(Object.keys(truth.byModel)).toEqual(['deepseek-chat'])
  })

  test('has the deadline of the plan', async () => {
    const { samples } = await play({ deadlineMs: 50 }, script())
    expect(samples).toMatchObject([{ outcome: 'failed', errorClass: 'timeout', endedMs: 50 }])
  })

  test('because the run was stopped is cancelled', async () => {
    const { samples } = await play({}, script(), {}, (clock) => {
      const controller = new AbortController()
      clock.timer(150, () => controller.abort())
      return { stop: { signal: controller.signal, graceMs: 40 } }
    })
    expect(samples).toMatchObject([{ outcome: 'cancelled', errorClass: 'aborted', endedMs: 190, chunks: 5 }])
  })
})

test('each model is asked first in its turn', async () => {
  const { truth } = await play({ load: constant({ calls: 7, everyMs: 10 }) }, script())
  const requests = Object.entries(truth.byModel).map(([model, counts]) => [model, counts.requests])
  expect(Object.fromEntries(requests)).toEqual({ 'deepseek-chat': 3, 'moonshot-v1-8k': 2, 'abab6-chat': 2 })
})

test('a budget of the whole run is held, whoever shares it', async () => {
  // One call is put aside at some 500 tokens at most.
  const budget = new CostBudget(600_000_000n)
  const { samples } = await play({ load: burst({ calls: 20 }), fallback: false }, script(), { budget })
  const refused = samples.filter(({ errorClass }) => errorClass === 'budget')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(20)
  expect(budget.spentPicoUsd).toBeGreaterThan(0n)
  expect(budget.spentPicoUsd).toBeLessThanOrEqual(600_000_000n)
})

test('the same plan and seed give the same bytes; another seed gives others', async () => {
  const bench = (seed: number) => {
    const plan = benchPlan({
      seed,
      load: poisson({ perSecond: 20, durationMs: 10_000 }),
      workload: { ...benchPlan().workload, cache: 'unique', maxTokens: 64 },
    })
    const bad: Script = { models: { a: [{ when: { probability: 0.3 }, fault: rateLimit({ retryAfterSeconds: 1 }) }] } }
    return play(plan, mockScript(plan, bad))
  }
  const [one, again, other] = [await bench(7), await bench(7), await bench(8)]
  expect(one.lines.length).toBeGreaterThan(50_000)
  expect(again.lines).toBe(one.lines)
  expect(other.lines).not.toBe(one.lines)
  expect(new Set(one.samples.map(({ outcome }) => outcome)).size).toBeGreaterThan(1)
})
