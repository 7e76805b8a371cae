import { driveLoad } from '../../../src/harness/bench/driveLoad.ts'
import { RunBudget } from '../../../src/harness/bench/live/runBudget.ts'
import { upperBound } from '../../../src/harness/bench/live/upperBound.ts'
import { withinBudget } from '../../../src/harness/bench/live/withinBudget.ts'
import { openOurClient } from '../../../src/harness/bench/ourClient.ts'
import { hedge, retry } from '../../../src/client/index.ts'
import { createRandom, RealClock, UndiciTransport } from '../../../src/runtime/index.ts'
import { livePlan, pricedModel } from '../livePlan.ts'
import { startBillingServer, type Billed } from './billingServer.ts'

export interface SpentRun {
  readonly seed: number
  readonly billed: Billed
  readonly capPicoUsd: bigint
  readonly atMostPicoUsd: bigint
  readonly boundPicoUsd: bigint
  readonly maxRequests: number
  readonly reached: RunBudget['reached']
  readonly outcomes: readonly string[]
}

/** One run in real time against a server that counts for itself: retries, hedges and missing usage, all drawn from the seed. */
export async function spendingRun(seed: number): Promise<SpentRun> {
  const random = createRandom(seed).stream('run')
  const models = ['1', '3', '9'].map((output, index) => pricedModel(`m${index}`, '0.5', output))
  const server = await startBillingServer(
    new Map(models.map(({ id, price }) => [id, price!])),
    createRandom(seed).stream('server'),
  )
  const plan = livePlan({
    seed,
    baseURL: server.baseURL,
    models,
    fallback: random() < 0.5,
    workload: { ...livePlan().workload, cache: 'unique', stream: random() < 0.5 },
    load: { type: 'constant', calls: 24, everyMs: 1 },
    maxInFlight: 1 + Math.floor(random() * 24),
    deadlineMs: 400,
  })
  const policy = { maxAttemptsPerCall: 4, maxAttemptsPerEndpoint: 3, initialDelayMs: 2, maxDelayMs: 5 }
  const forecast = upperBound(plan, { attempts: policy })
  const { dearestAttemptPicoUsd } = forecast
  const capPicoUsd = (dearestAttemptPicoUsd * BigInt(100 + Math.floor(random() * 2_400))) / 100n
  const maxRequests = 5 + Math.floor(random() * 60)
  const budget = new RunBudget({ maxCostPicoUsd: capPicoUsd, maxRequests, dearestAttemptPicoUsd })
  const transport = new UndiciTransport({ loopbackOnly: true })
  const clock = new RealClock()
  const client = openOurClient({
    plan,
    endpoints: models.map(({ id: model }) => ({ model, baseURL: server.baseURL, apiKey: 'sk-test' })),
    clock,
    random: createRandom(seed),
    transport,
    budget,
    policies: [retry(policy), hedge({ afterMs: 4 })],
  })
  const outcomes: string[] = []
  const stop = new AbortController()
  budget.onReached((cap) => stop.abort(cap))
  try {
    await driveLoad({
      plan,
      client: withinBudget(client, budget),
      clock,
      sink: { add: (record) => void (record.type === 'sample' && outcomes.push(record.outcome)) },
      stop: { signal: stop.signal, graceMs: plan.deadlineMs },
    })
  } finally {
    await client.close()
    await transport.close()
    await server.close()
  }
  const { atMostPicoUsd, reached } = budget
  const boundPicoUsd = forecast.atMostPicoUsd!
  return { seed, billed: server.billed, capPicoUsd, atMostPicoUsd, boundPicoUsd, maxRequests, reached, outcomes }
}
