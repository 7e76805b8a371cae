import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import type { BenchProfile, BenchSettings } from './benchSettings.ts'
import { makePlan, type PlanRequest } from './makePlan.ts'
import { planHash } from './planHash.ts'
import { profileOf } from './profileOf.ts'

const workload = {
  name: 'chat',
  prompts: [[{ role: 'user', content: 'Hi.' }]],
  maxTokens: 64,
  stream: true,
  cache: 'unique',
} as const
const plan = (profile: BenchProfile = {}, more: Partial<PlanRequest> = {}) =>
  makePlan({ settings: {}, profile, workload, world: 'loopback', seed: 7, baseURL: null, ...more })

describe('a plan', () => {
  test('of nothing at all has every default filled in', () => {
    const { models, ...rest } = plan()
    expect(models.map(({ id }) => id)).toEqual([
      'deepseek-chat',
      'moonshot-v1-8k',
      'abab6-chat',
      'Gemini 2.5 Flash',
      'Claude Sonnet 4.5',
      'GPT-4.1',
    ])
    expect(models[0]).toEqual({
      id: 'deepseek-chat',
      price: { input: '0.42', output: '0.42' },
      pricedOn: '2026-05',
      rpm: 2000,
    })
    expect(rest).toEqual({
      schema: 'brownout/bench-plan/1',
      seed: 7,
      world: 'loopback',
      baseURL: null,
      fallback: true,
      workload,
      load: { type: 'poisson', perSecond: 20, durationMs: 30_000 },
      maxCalls: null,
      maxDurationMs: 30_000,
      warmUpMs: 3_000,
      maxInFlight: 400,
      deadlineMs: 60_000,
      scenario: null,
      maxCostUsd: null,
    })
  })

  test('takes what the profile says', () => {
    const said = plan({ rate: '120/m', duration: '10s', warmUp: '0s', deadline: '2m', cache: 'allow', fallback: false })
    expect(said).toMatchObject({
      load: { type: 'poisson', perSecond: 2, durationMs: 10_000 },
      warmUpMs: 0,
      deadlineMs: 120_000,
      fallback: false,
      workload: { cache: 'allow' },
    })
  })

  test('of so many calls ends with them, and counts them all', () => {
    expect(plan({ requests: 120, rate: 4 })).toMatchObject({
      load: { type: 'poisson', perSecond: 4 },
      maxCalls: 120,
      maxDurationMs: null,
      warmUpMs: 0,
    })
  })

  test('of callers is closed, and no more than they are out at once', () => {
    expect(plan({ concurrency: 8, requests: 100 })).toMatchObject({
      load: { type: 'callers', callers: 8, calls: 13 },
      maxCalls: 100,
      maxInFlight: 8,
    })
    expect(plan({ concurrency: 2, duration: '3s' })).toMatchObject({
      load: { type: 'constantCallers', callers: 2, durationMs: 3_000 },
      maxCalls: null,
      maxDurationMs: 3_000,
    })
    expect(plan({ concurrency: 2 }).load).toMatchObject({ durationMs: 30_000 })
  })

  test('of another shape lasts as long as that', () => {
    const load = { type: 'burst', calls: 50 }
    expect(plan({ load })).toMatchObject({ load, maxCalls: null, maxDurationMs: null, warmUpMs: 0 })
  })

  test('keeps the tighter of two limits', () => {
    expect(plan({ requests: 100 }, { maxCalls: 30, maxDurationMs: 5_000 })).toMatchObject({
      maxCalls: 30,
      maxDurationMs: 5_000,
    })
  })

  test('warms nothing up on a virtual clock', () => {
    expect(plan({}, { world: 'virtual' }).warmUpMs).toBe(0)
  })
})

describe('the models', () => {
  const settings: BenchSettings = {
    models: [
      { id: 'mine', price: { input: '0.27', output: '1.10', asOf: '2026-11-20' }, rpm: 60, tpm: '100k' },
      { id: 'other' },
    ],
  }

  test('are those of the config, with their prices and quotas', () => {
    expect(plan({}, { settings }).models).toEqual([
      { id: 'mine', price: { input: '0.27', output: '1.10' }, pricedOn: '2026-11-20', rpm: 60, tpm: 100_000 },
      { id: 'other', price: null, pricedOn: null },
    ])
  })

  test('stand in the order in which they are asked for, once each, by id or name', () => {
    const ids = (...models: string[]) => plan({ models }).models.map(({ id }) => id)
    expect(ids('claude-sonnet-4.5', 'MiniMax', 'deepseek-chat', 'DeepSeek V3.2')).toEqual([
      'Claude Sonnet 4.5',
      'abab6-chat',
      'deepseek-chat',
    ])
  })

  test('live are those whose id is known', () => {
    const live = { world: 'live', baseURL: 'https://api.example.com/v1' } as const
    expect(plan({}, live).models.map(({ id }) => id)).toEqual(['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'])
    expect(() => plan({ models: ['GPT-4.1'] }, live)).toThrow(/does not say how a request names "GPT-4.1"/)
  })

  test('that are not there are named, with what was probably meant', () => {
    let problem: Problem | undefined
    try {
      plan({ models: ['deepseek-chta'] })
    } catch (error) {
      problem = error as Problem
    }
    expect(problem).toBeInstanceOf(Problem)
    expect(problem!.text.mend).toMatch(/^Did you mean deepseek-chat\?/)
  })
})

describe('a profile', () => {
  const settings: BenchSettings = {
    gates: { success: '> 99%', 'ttft.p95': '< 800ms' },
    bench: {
      default: { duration: '10s' },
      nightly: { rate: '5/s', requests: 900, gates: { success: '> 99.9%' } },
    },
  }
  const workloads = ['chat', 'long', 'vi', 'en']

  test('is the one that is named, default without a name, and a workload is one too', () => {
    expect(profileOf(settings, 'nightly', workloads)).toMatchObject({ rate: '5/s', requests: 900 })
    expect(profileOf(settings, undefined, workloads)).toMatchObject({ duration: '10s' })
    expect(profileOf({}, undefined, workloads)).toEqual({ gates: {}, slo: {} })
    expect(profileOf(settings, 'vi', workloads)).toMatchObject({ workload: 'vi' })
    expect(() => profileOf(settings, 'nightyl', workloads)).toThrow('There is no benchmark "nightyl".')
  })

  test('has the gates of the whole config, and its own win', () => {
    expect(profileOf(settings, 'nightly', workloads).gates).toEqual({ success: '> 99.9%', 'ttft.p95': '< 800ms' })
  })

  test('gives way to a flag, and to all that the flag replaces', () => {
    const { rate, requests, duration } = profileOf(settings, 'nightly', workloads, { concurrency: 4, duration: 500 })
    expect({ rate, requests, duration }).toEqual({ rate: undefined, requests: undefined, duration: 500 })
  })
})

describe("a plan's hash", () => {
  test('is that of what it says, in whatever order', () => {
    const one = plan()
    const turned = Object.fromEntries(Object.entries(one).toReversed()) as unknown as typeof one
    expect(planHash(turned)).toBe(planHash(one))
    expect(planHash(one)).toMatch(/^[0-9a-f]{16}$/)
    expect(planHash({ ...one, seed: 8 })).not.toBe(planHash(one))
  })
})
