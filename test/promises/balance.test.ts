import { describe, expect, test } from 'vitest'
import { route } from '../../src/client/index.ts'
import { always, catalogue, during, type Rule } from '../../src/faults/index.ts'
import { PromiseStage, question, shareOf, tell, tutorialModels } from '../support/promiseStage.ts'

const { latency, connectionRefused } = catalogue
const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'] as const
type Model = (typeof models)[number]

const [deepseek, moonshot, abab] = models
const weighted = route.balance({
  strategy: 'weighted',
  members: models.map((id) => ({ id, weight: tutorialModels[id].weight })),
})

/** Pearson's statistic for counts against the shares that were promised. */
function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const calls = counts.reduce((sum, count) => sum + count, 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const expected = weights.map((weight) => (calls * weight) / total)
  return counts.reduce((sum, count, index) => sum + (count - expected[index]!) ** 2 / expected[index]!, 0)
}

describe('a weighted balance: the tutorial’s weights 100, 50 and 65', () => {
  const calls = 4_300

  test('share the calls in proportion, and every seed shares them anew', async () => {
    const shares = new Set<string>()
    for (const seed of [1, 2, 3]) {
      const stage = new PromiseStage({ models: { [deepseek]: [], [moonshot]: [], [abab]: [] } })
      const client = stage.open({ route: weighted, seed })
      await stage.play(() => stage.pace(calls, 5, () => client.chat(question())))
      const counts = models.map((model) => stage.asked.filter((asked) => asked.model === model).length)
      const statistic = chiSquare(counts, [100, 50, 65])
      tell(
        `weighted 100/50/65, seed ${seed}: ${counts.join('/')} of ${calls} calls, chi-square ${statistic.toFixed(2)}`,
      )
      expect(counts[0]! + counts[1]! + counts[2]!).toBe(calls)
      // Two degrees of freedom: 13.8 is exceeded once in a thousand by chance.
      expect(statistic).toBeLessThan(13.8)
      shares.add(counts.join())
    }
    expect(shares.size).toBe(3)
  })

  test('share out in proportion what a member that is gone leaves behind', async () => {
    const stage = new PromiseStage({
      models: { [deepseek]: [], [moonshot]: [], [abab]: [] },
      origins: { gone: { serves: [deepseek], rules: [always(connectionRefused({}))] } },
    })
    const client = stage.open({ route: weighted })
    const answeredBy: string[] = []
    await stage.play(() =>
      stage.pace(calls, 5, async () => void answeredBy.push((await client.chat(question())).endpoint)),
    )
    const counts = [moonshot, abab].map((model) => answeredBy.filter((id) => id === model).length)
    expect(counts[0]! + counts[1]!).toBe(calls)
    // One degree of freedom: 10.8 is exceeded once in a thousand by chance.
    expect(chiSquare(counts, [50, 65])).toBeLessThan(10.8)
  })
})

test('the cheapest is picked by the very next call after each change of prices, and costs the new price', async () => {
  const stage = new PromiseStage({ models: { [deepseek]: [], [moonshot]: [], [abab]: [] } })
  const endpoints = Object.fromEntries(models.map((id) => [id, { price: tutorialModels[id].price }]))
  const client = stage.open({ route: route.balance({ strategy: 'cheapest', members: models }), endpoints })
  await stage.play(async () => {
    const picks: [string, string | null][] = []
    const ask = async () => {
      const { endpoint, cost } = await client.chat(question())
      picks.push([endpoint, cost.usd])
    }
    await ask()
    client.reprice(deepseek, { input: '3.00', output: '3.00' })
    await ask()
    client.reprice(moonshot, { input: '0.10', output: '0.20' })
    await ask()
    client.reprice(deepseek, { input: '0.05', output: '0.05' })
    await ask()
    // The upstream counts 12 tokens for the question and 8 for the answer; USD per million tokens.
    expect(picks).toEqual([
      [deepseek, '0.0000084'],
      [abab, '0.0000182'],
      [moonshot, '0.0000028'],
      [deepseek, '0.000001'],
    ])
    expect(client.spend.usd).toBe('0.0000304')
  })
})

describe('the fastest is picked again after latencies flip', () => {
  const flipsAtMs = 60_000
  const everyMs = 200
  const calls = 600
  const before = { [deepseek]: 50, [moonshot]: 150, [abab]: 300 }
  type Latencies = Readonly<Record<Model, number>>

  /** Five calls a second; which of them, and when, are the first to go to `fastest` nine times out of ten for 10 s. */
  async function follows(after: Latencies, fastest: Model) {
    const rules = (model: Model): Rule[] => [
      during(0, flipsAtMs, latency({ delayMs: before[model] })),
      during(flipsAtMs, Infinity, latency({ delayMs: after[model] })),
    ]
    const stage = new PromiseStage({ models: Object.fromEntries(models.map((model) => [model, rules(model)])) })
    const client = stage.open({ route: route.balance({ strategy: 'least-latency', members: models }) })
    await stage.play(() => stage.pace(calls, everyMs, () => client.chat(question())))
    const settled = stage.asked.filter(({ at }) => at >= 10_000 && at < flipsAtMs)
    expect(shareOf(settled, ({ model }) => model === deepseek)).toBeGreaterThan(0.9)
    const later = stage.asked.filter(({ at }) => at >= flipsAtMs)
    const isFastest = ({ model }: { readonly model: string }) => model === fastest
    const call = later.findIndex(
      (asked, index) => isFastest(asked) && shareOf(later.slice(index, index + 10_000 / everyMs), isFastest) >= 0.9,
    )
    return { call: call + 1, afterMs: later[call]!.at - flipsAtMs }
  }

  test.each<[string, Latencies, Model, number, number]>([
    ['it became slow: as soon as one answer has shown it', { ...before, [deepseek]: 900 }, moonshot, 6, 1_000],
    ['all three swap', { [deepseek]: 300, [moonshot]: 50, [abab]: 150 }, moonshot, 6, 1_000],
    ['an idle one became faster: once its old latency has faded', { ...before, [moonshot]: 15 }, moonshot, 75, 15_000],
  ])('%s', async (story, after, fastest, mostCalls, mostMs) => {
    const { call, afterMs } = await follows(after, fastest)
    tell(`least-latency, ${story}: it follows with call ${call}, ${afterMs / 1_000} s after`)
    expect(call).toBeLessThanOrEqual(mostCalls)
    expect(afterMs).toBeLessThanOrEqual(mostMs)
  })
})
