// A server that stops once for a while, at 50 requests a second: what our records say, what autocannon says, and the truth.
import { constantArrivalRate } from '../src/load/index.ts'
import { Child } from './child.ts'
import { meterPlan, meterRun, quantile } from './meterRun.ts'
import type { ServerTruth } from './meterServer.ts'
import type { CannonFigures, CannonOrder } from './meterCannon.ts'

const perSecond = 50
const stallMs = 1_500
const shares = [0.5, 0.9, 0.99]
const mostOff = 0.03

/** What an answer takes otherwise, in ms: as much as a model's first token takes; and what is only told, as a few ms are 3 % of it. */
const owedServiceMs = 200
const toldServiceMs = 40

/** Prints the figures; false if ours are farther from the truth than is allowed. */
export async function meterStall(server: Child, port: number, seconds: number): Promise<boolean> {
  await stallOf(server, port, seconds, toldServiceMs)
  return stallOf(server, port, seconds, owedServiceMs)
}

async function stallOf(server: Child, port: number, seconds: number, serviceMs: number): Promise<boolean> {
  const stall = { atMs: (seconds * 1000) / 3, forMs: stallMs }
  await server.ask({ do: 'begin', stall })
  const run = await meterRun(meterPlan(constantArrivalRate({ perSecond, durationMs: seconds * 1000 })), port, serviceMs)
  const ours = shares.map((share) => quantile(run.latencies, share))
  const due = run.samples.map(({ call, dueMs }) => ({ call, dueMs: run.originMs + dueMs }))
  const truth = truthOf(await server.ask<ServerTruth>({ do: 'tell' }), due)
  const real = shares.map((share) => quantile(truth, share))

  const cannon = new Child('./meterCannon.ts')
  const figures: Record<string, readonly number[]> = {
    'the truth, by the server': real,
    'brownout, from due time': ours,
  }
  for (const corrected of [false, true]) {
    await server.ask({ do: 'begin', stall })
    const order: CannonOrder = { port, path: `/${serviceMs}/v1/chat/completions`, perSecond, seconds, corrected }
    const { p50, p90, p99 } = await cannon.ask<CannonFigures>(order)
    figures[`autocannon, ${corrected ? 'corrected' : 'as it sends'}`] = [p50, p90, p99]
  }
  await cannon.end()

  console.log(`\nOne stall of ${stallMs} ms in ${seconds} s of ${perSecond} requests a second, service ${serviceMs} ms`)
  console.log('  whose                          p50 ms    p90 ms    p99 ms      off the truth')
  for (const [whose, values] of Object.entries(figures)) {
    const off = values.map((value, index) => `${(((value - real[index]!) / real[index]!) * 100).toFixed(1)} %`)
    console.log(
      `  ${whose.padEnd(28)}${values.map((ms) => ms.toFixed(1).padStart(10)).join('')}      ${off.join(', ')}`,
    )
  }
  const worst = Math.max(...ours.map((ms, index) => Math.abs(ms - real[index]!) / real[index]!))
  const isHeld = worst <= mostOff
  const said = isHeld ? 'held' : run.noise.isTooNoisy ? 'no verdict, TOO NOISY' : 'not held'
  if (serviceMs === toldServiceMs) {
    console.log(`told: ours are off by at most ${(worst * 100).toFixed(2)} %, ${largestOffMs(ours, real)} ms`)
    return isHeld
  }
  console.log(`${said}: ours are off by at most ${(worst * 100).toFixed(2)} %; allowed ${mostOff * 100} %`)
  return isHeld
}

function largestOffMs(ours: readonly number[], real: readonly number[]): string {
  return Math.max(...ours.map((ms, index) => Math.abs(ms - real[index]!))).toFixed(2)
}

/**
 * What a client that is never late would have seen: a request that is due while the server stands still is there when it goes
 * on, and takes what the server then took for it; any other one takes what it took.
 */
function truthOf({ requests, stall }: ServerTruth, due: readonly { call: number; dueMs: number }[]): number[] {
  const served = new Map(requests.map(({ call, receivedMs, answeredMs }) => [call, answeredMs - receivedMs]))
  return due.map(({ call, dueMs }) => {
    const tookMs = served.get(call)
    if (tookMs === undefined) throw new Error(`the server knows nothing of call ${call}`)
    const isStalled = stall !== null && dueMs >= stall.fromMs && dueMs < stall.toMs
    return isStalled ? stall.toMs - dueMs + tookMs : tookMs
  })
}
