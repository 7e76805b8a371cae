import { describe, expect, test } from 'vitest'
import { readModels, type ModelFacts } from '../../protocol/models.ts'
import type { CallSample } from '../sample.ts'
import type { Evidence } from './claim.ts'
import { judgeClaims, readClaims, type JudgedClaim } from './judgeClaims.ts'
import * as kinds from './kinds/index.ts'
import { meanOf, measuredMeans } from './measuredMeans.ts'

const { claims } = readClaims()
const table = readModels()
const offline: Evidence = { table, priceNow: () => null, measured: () => null }

const judged = (evidence: Partial<Evidence> = {}): Map<string, JudgedClaim> =>
  new Map(judgeClaims(claims, { ...offline, ...evidence }).map((claim) => [claim.id, claim]))
const found = (claim: JudgedClaim | undefined) =>
  claim!.findings.map(({ metric, about, found: value, judgement }) => `${metric} ${about}: ${value} ${judgement}`)

describe('what arithmetic tells', () => {
  test('19 times and 35 times hold for input prices only', () => {
    const of = judged()
    expect([of.get('cheaper-19')!.verdict, found(of.get('cheaper-19'))]).toEqual([
      'in-part',
      [
        'price.input DeepSeek V3.2 and GPT-4.1: 19.04 times holds',
        'price.output DeepSeek V3.2 and GPT-4.1: 76.19 times contradicted',
      ],
    ])
    expect([of.get('cheaper-35')!.verdict, found(of.get('cheaper-35'))]).toEqual([
      'in-part',
      [
        'price.input DeepSeek V3.2 and Claude Sonnet 4.5: 35.71 times holds',
        'price.output DeepSeek V3.2 and Claude Sonnet 4.5: 178.57 times contradicted',
      ],
    ])
  })

  test('50 ms is contradicted by the 45 to 120 ms of the same table', () => {
    const bound = judged().get('latency-50')!
    expect(bound.verdict).toBe('contradicted')
    expect(bound.findings.filter(({ metric }) => metric === 'table.latency').map((each) => each.found)).toEqual([
      '45 ms',
      '60 ms',
      '55 ms',
      '80 ms',
      '120 ms',
      '100 ms',
    ])
  })

  test('85 % are saved in 14 of the 18 ways to compare', () => {
    const { verdict, findings } = judged().get('saved-85')!
    expect([verdict, findings.length, findings.filter(({ judgement }) => judgement === 'holds').length]).toEqual([
      'in-part',
      18,
      14,
    ])
    expect(findings[0]).toMatchObject({ about: 'DeepSeek V3.2 instead of Gemini 2.5 Flash', found: '83.20 %' })
  })
})

describe('what arithmetic does not tell', () => {
  test('latencies and prices are not measured', () => {
    const open = [...judged().values()].filter(({ verdict }) => verdict === 'not-measured').map(({ id }) => id)
    expect(open).toEqual(claims.map(({ id }) => id).filter((id) => /^price-|^latency-(?!50)/.test(id)))
    expect(open).toHaveLength(12)
  })

  test.each([
    ['0.42', '0.4200', 'holds'],
    ['0.42', '0.43', 'contradicted'],
  ])('a price of %s and %s, as somebody else says, %s', (input, output, verdict) => {
    const priceNow = ({ id }: ModelFacts) =>
      id === 'deepseek-chat' ? { price: { input, output }, pricedOn: '2026-11-20' } : null
    const of = judged({ priceNow })
    expect([of.get('price-deepseek-v3.2')!.verdict, of.get('price-kimi')!.verdict]).toEqual([verdict, 'not-measured'])
  })

  test.each<[string, number, number, string]>([
    ['below', 30, 40, 'holds'],
    ['above', 46, 60, 'contradicted'],
    ['about', 40, 50, 'unsure'],
  ])('an average of 45 ms, measured %s it', (_where, lowMs, highMs, verdict) => {
    const mean = { meanMs: (lowMs + highMs) / 2, lowMs, highMs, calls: 400 }
    const measured = ({ id }: ModelFacts) => (id === 'deepseek-chat' ? mean : null)
    expect(judged({ measured }).get('latency-deepseek-v3.2')!.verdict).toBe(verdict)
  })

  test('what holds for the connection and not for the answer holds in part', () => {
    const measured: Evidence['measured'] = (_model, metric) => {
      const meanMs = { connect: 20, ttft: 45, total: 900 }[metric]
      return { meanMs, lowMs: meanMs - 5, highMs: meanMs + 5, calls: 400 }
    }
    const claim = judged({ measured }).get('latency-deepseek-v3.2')!
    expect([claim.verdict, claim.findings.map(({ judgement }) => judgement)]).toEqual([
      'in-part',
      ['holds', 'unsure', 'contradicted'],
    ])
  })
})

describe('the claims as data', () => {
  test('each has its kind, and each kind its claim', () => {
    expect(new Set(claims.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)))
    for (const [name, { kind }] of Object.entries(kinds)) expect(kind).toBe(name)
  })

  test('no two have the same name, and each says where it stands', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length)
    expect(claims.every(({ lines }) => lines.length > 0)).toBe(true)
  })

  test('they are those of the table of models', () => {
    const prices = claims.filter(({ kind }) => kind === 'price') as unknown as { model: string; input: string }[]
    expect(prices.map(({ model, input }) => [model, Number(input)])).toEqual(
      table.map(({ name, price }) => [name, Number(price.input)]),
    )
  })

  test('a claim of no kind is a mistake', () => {
    const claim = { id: 'x', kind: 'rumour', said: '', lines: [1] }
    expect(() => judgeClaims([claim], offline)).toThrow('x is a claim of no kind: rumour')
  })
})

describe('what live calls tell', () => {
  const sample = (changes: Partial<CallSample>): CallSample =>
    ({
      outcome: 'ok-first-try',
      series: 'deepseek-chat',
      dueMs: 0,
      startedMs: 10,
      connectMs: 5,
      firstTokenMs: 110,
      endedMs: 310,
      ...changes,
    }) as CallSample
  const deepSeek = table.find(({ id }) => id === 'deepseek-chat')!
  const many = (changes: Partial<CallSample>, count = 40) => Array.from({ length: count }, () => sample(changes))

  test('latency counts from when the call began, of calls that were answered at once', () => {
    const others = [{ outcome: 'ok-after-retry' }, { warmUp: true }, { series: 'gpt-4.1' }] as Partial<CallSample>[]
    const slow = others.flatMap((changes) => many({ ...changes, endedMs: 9_999 }))
    const measured = measuredMeans([...many({}), ...slow])
    expect(measured(deepSeek, 'total')).toEqual({ meanMs: 300, lowMs: 300, highMs: 300, calls: 40 })
    expect(measured(deepSeek, 'ttft')).toMatchObject({ meanMs: 100 })
  })

  test('a connection that stood already took no time to connect, and none is counted', () => {
    const measured = measuredMeans([...many({}), ...many({ connectMs: 0 })])
    expect(measured(deepSeek, 'connect')).toMatchObject({ meanMs: 5, calls: 40 })
  })

  test('too few calls have no interval', () => {
    expect(measuredMeans(many({}, 39))(deepSeek, 'total')).toBe(null)
    expect(meanOf([])).toBe(null)
  })

  test('an interval knows that neighbours are alike', () => {
    // Ten slow minutes after ten fast ones: 400 calls, and as good as two.
    const drifting = Array.from({ length: 400 }, (_, index) => (index < 200 ? 100 : 200))
    const { lowMs, highMs } = meanOf(drifting)!
    expect(highMs - lowMs).toBeGreaterThan(40)
  })
})
