import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { livePlan, pricedModel } from '../../../../test/support/livePlan.ts'
import { upperBound } from './upperBound.ts'

const once = { maxAttemptsPerCall: 1, maxAttemptsPerEndpoint: 1 }
const free = { input: '0', output: '1' }
const model = (id: string, output: string) => pricedModel(id, '0', output)

describe('what a plan costs at most', () => {
  test('is all that may be answered, of every call, where only answers cost', () => {
    const plan = livePlan({ models: [{ id: 'm', price: free, pricedOn: '2026-11-20' }] })
    // 12 calls of 100 tokens at 1 USD per million.
    expect(upperBound(plan, { attempts: once })).toMatchObject({
      calls: 12,
      attemptsAtMost: 12,
      atMostPicoUsd: 1_200_000_000n,
      likelyPicoUsd: 1_200_000_000n,
    })
  })

  test('counts every retry', () => {
    const plan = livePlan({ models: [model('m', '1')] })
    const attempts = { maxAttemptsPerCall: 6, maxAttemptsPerEndpoint: 3 }
    expect(upperBound(plan, { attempts })).toMatchObject({ attemptsAtMost: 36, atMostPicoUsd: 3_600_000_000n })
  })

  test('gives most attempts to the dearest models, where calls may fall back', () => {
    const plan = livePlan({ models: [model('a', '1'), model('b', '5'), model('c', '3')], fallback: true })
    const attempts = { maxAttemptsPerCall: 4, maxAttemptsPerEndpoint: 3 }
    // Of each call, three attempts at 5 USD and one at 3 USD per million.
    expect(upperBound(plan, { attempts })).toMatchObject({ attemptsAtMost: 48, atMostPicoUsd: 12n * 1_800_000_000n })
  })

  test('is no more than so many requests at the dearest', () => {
    const plan = livePlan({ models: [model('a', '1'), model('b', '5')] })
    expect(upperBound(plan, { maxRequests: 2 })).toMatchObject({ attemptsAtMost: 2, atMostPicoUsd: 1_000_000_000n })
  })

  test('is more with a prefix of its own for each request', () => {
    const unique = livePlan({ workload: { ...livePlan().workload, cache: 'unique' } })
    expect(upperBound(unique).atMostPicoUsd!).toBeGreaterThan(upperBound(livePlan()).atMostPicoUsd!)
  })

  test('is unknown where time alone ends the run, unless requests are counted', () => {
    const plan = livePlan({ load: { type: 'callers', callers: 4, calls: Infinity } as never })
    expect(upperBound(plan)).toMatchObject({
      calls: null,
      attemptsAtMost: null,
      atMostPicoUsd: null,
      likelyPicoUsd: null,
    })
    expect(upperBound(plan, { maxRequests: 10 }).atMostPicoUsd).not.toBe(null)
    expect(upperBound({ ...plan, maxCalls: 8 }).calls).toBe(8)
  })

  test('is the sum over its calls, one by one', () => {
    const prices = fc.array(fc.nat(99), { minLength: 1, maxLength: 4 })
    const prompts = fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(prices, prompts, fc.nat(60), (outputs, texts, calls) => {
        const plan = livePlan({
          models: outputs.map((output, index) => pricedModel(`m${index}`, '1', String(output))),
          workload: { ...livePlan().workload, prompts: texts.map((content) => [{ role: 'user', content }]) },
          load: { type: 'constant', calls, everyMs: 1 },
        })
        const ofOne = (model: number, prompt: number) =>
          upperBound(
            {
              ...plan,
              models: [plan.models[model]!],
              workload: { ...plan.workload, prompts: [plan.workload.prompts[prompt]!] },
              maxCalls: 1,
            },
            { attempts: once },
          ).atMostPicoUsd!
        let sum = 0n
        for (let call = 0; call < calls; call += 1)
          sum += ofOne(call % outputs.length, Math.floor(call / outputs.length) % texts.length)
        expect(upperBound(plan, { attempts: once }).atMostPicoUsd).toBe(sum)
      }),
      { numRuns: 60 },
    )
  })
})

test('a model without a price has no bound', () => {
  const plan = livePlan({ models: [{ id: 'm', price: null, pricedOn: null }] })
  expect(() => upperBound(plan)).toThrow('m has no price')
})
