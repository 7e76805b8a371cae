// The load generator in a process of its own: one round an order.
import { bareClient } from '../src/harness/bench/bareClient.ts'
import { driveLoad } from '../src/harness/bench/driveLoad.ts'
import { SocketClient } from '../src/harness/bench/socketClient.ts'
import { openOurClient } from '../src/harness/bench/ourClient.ts'
import type { LoadSpec } from '../src/load/index.ts'
import { EventLoopMeter, RealClock, systemRandom, UndiciTransport } from '../src/runtime/index.ts'
import { loadPlan, mostConnections } from './loadPlan.ts'

export interface GeneratorOrder {
  readonly port: number
  /** Our own client, or none: its transport alone, or plain sockets. */
  readonly client: 'full' | 'bare' | 'sockets'
  readonly load: LoadSpec
  readonly warmUpMs: number
}

export interface GeneratorFigures {
  readonly calls: number
  readonly failed: number
  readonly dropped: number
  readonly seconds: number
  /** From the instant at which a call was due until its request went out; without those of the warm-up. */
  readonly startLagP50Ms: number
  readonly startLagP99Ms: number
  readonly latencyP50Ms: number
  readonly latencyP99Ms: number
  /** Of this whole process. */
  readonly cpuMicroseconds: number
  readonly mostRssMb: number
  /** Of the time in which this process could run, the share in which it waited for a CPU; null where nobody counts. */
  readonly cpuWait: number | null
}

/** Latencies and lags are counted in hundredths of a ms: a million of them take no more memory than one. */
class Counts {
  readonly #counts = new Uint32Array(1_000_000)
  #total = 0

  add(ms: number): void {
    this.#counts[Math.min(this.#counts.length - 1, Math.max(0, Math.round(ms * 100)))]! += 1
    this.#total += 1
  }

  quantile(share: number): number {
    let left = Math.ceil(this.#total * share)
    for (let index = 0; index < this.#counts.length; index += 1)
      if ((left -= this.#counts[index]!) <= 0) return index / 100
    return NaN
  }
}

async function play({ port, client: kind, load, warmUpMs }: GeneratorOrder): Promise<GeneratorFigures> {
  const clock = new RealClock()
  const transport = new UndiciTransport({ loopbackOnly: true, maxConnectionsPerOrigin: mostConnections })
  const plan = loadPlan(load, warmUpMs)
  const endpoints = [{ model: 'load', baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-load' }]
  const client = {
    full: () => openOurClient({ plan, endpoints, clock, random: systemRandom, transport }),
    bare: () => bareClient({ endpoints, clock, transport }),
    sockets: () => new SocketClient({ ...endpoints[0]!, clock, maxConnections: mostConnections }),
  }[kind]()
  const [lags, latencies] = [new Counts(), new Counts()]
  let [calls, failed, mostRss] = [0, 0, 0]
  const watch = setInterval(() => (mostRss = Math.max(mostRss, process.memoryUsage.rss())), 100)
  const meter = new EventLoopMeter()
  const before = process.cpuUsage()
  const startedMs = performance.now()
  const driven = await driveLoad({
    plan,
    client,
    clock,
    sink: {
      add: (record) => {
        if (record.type !== 'sample' || record.startedMs === null) return
        calls += 1
        if (record.outcome !== 'ok-first-try') failed += 1
        if (record.warmUp === true) return
        lags.add(record.startedMs - record.dueMs + (record.connectMs ?? 0))
        latencies.add(record.endedMs! - record.dueMs)
      },
    },
  })
  const seconds = (performance.now() - startedMs) / 1000
  const { user, system } = process.cpuUsage(before)
  const { cpuWait } = meter.read()
  meter.stop()
  clearInterval(watch)
  await client.close()
  await transport.close()
  return {
    calls,
    failed,
    dropped: driven.dropped,
    seconds,
    startLagP50Ms: lags.quantile(0.5),
    startLagP99Ms: lags.quantile(0.99),
    latencyP50Ms: latencies.quantile(0.5),
    latencyP99Ms: latencies.quantile(0.99),
    cpuMicroseconds: (user + system) / calls,
    mostRssMb: mostRss / 1e6,
    cpuWait,
  }
}

process.on('message', (order: GeneratorOrder) => {
  void play(order).then((figures) => process.send!(figures))
})
process.on('disconnect', () => process.exit())
