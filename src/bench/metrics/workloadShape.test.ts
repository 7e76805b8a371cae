import { describe, expect, test } from 'vitest'
import { failed, many } from '../../../test/support/benchSamples.ts'
import { summarise } from './summarise.ts'
import { tokenBand, tokensAt } from './workloadShape.ts'

describe('the shape of a workload', () => {
  test('a band holds what begins it, and nothing that begins the next one', () => {
    expect([0, 1, 2, 3, 4, 100, 1_024].map(tokenBand)).toEqual([0, 0, 2, 3, 4, 13, 20])
    for (const band of [0, 2, 4, 20]) expect(tokenBand(tokensAt(band))).toBe(band)
  })

  test('counts answered calls by tokens in and out, and how soon their first token came', () => {
    const { cells, firstTokens } = summarise(
      many(100, (call) => {
        if (call % 10 === 0) return failed
        return call % 2 === 0
          ? { inputTokens: 8, outputTokens: 64 }
          : { inputTokens: 1_024, outputTokens: 64, firstTokenMs: call * 10 + 400 }
      }),
    ).workload
    expect(cells).toEqual([
      [6, 12, 40],
      [20, 12, 50],
    ])
    expect(firstTokens).toMatchObject([
      { inputBand: 6, calls: 40, p50Ms: expect.closeTo(101, 0) },
      { inputBand: 20, calls: 50, p95Ms: expect.closeTo(400, 0) },
    ])
  })

  test('is the same in whatever order records come', () => {
    const records = many(200, (call) => ({ inputTokens: 1 + ((call * 7) % 300), outputTokens: 1 + (call % 90) }))
    expect(summarise(records.toReversed()).workload).toEqual(summarise(records).workload)
  })

  test('of too few calls no first token is told', () => {
    expect(summarise(many(19)).workload.firstTokens).toEqual([])
  })
})
