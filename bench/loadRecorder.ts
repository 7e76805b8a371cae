// Many calls through the whole path of a run: the load, our client, sockets, and the folder of records. Prints what it took.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driveLoad } from '../src/harness/bench/driveLoad.ts'
import { openOurClient } from '../src/harness/bench/ourClient.ts'
import { planHash } from '../src/harness/bench/planHash.ts'
import { BenchFolder } from '../src/harness/bench/store/benchFolder.ts'
import { callers } from '../src/load/index.ts'
import { EventLoopMeter, RealClock, systemRandom, UndiciTransport } from '../src/runtime/index.ts'
import { loadPlan } from './loadPlan.ts'

export interface RecorderOrder {
  readonly port: number
  readonly calls: number
}

export interface RecorderFigures {
  readonly begun: number
  readonly durable: number
  readonly seconds: number
  readonly restRssMb: number
  readonly mostRssMb: number
  readonly fileMb: number
}

const callersAtOnce = 64

async function play({ port, calls }: RecorderOrder): Promise<RecorderFigures> {
  const out = mkdtempSync(join(tmpdir(), 'brownout-load-'))
  const clock = new RealClock()
  const transport = new UndiciTransport({ loopbackOnly: true })
  const plan = loadPlan(callers({ callers: callersAtOnce, calls: Math.ceil(calls / callersAtOnce) }))
  const endpoints = [{ model: 'load', baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-load' }]
  const client = openOurClient({ plan, endpoints, clock, random: systemRandom, transport })
  const folder = BenchFolder.create(out, {
    schema: 'brownout/bench-run/1',
    tool: { name: 'brownout', version: '0', commit: null, node: process.versions.node },
    command: 'bench:load',
    startedAt: new Date().toISOString(),
    config: null,
    plan,
    planHash: planHash(plan),
    limits: { gates: {}, slo: {} },
    shard: null,
    merged: null,
    verdict: null,
    wallMs: null,
    calibration: null,
  })
  const restRssMb = process.memoryUsage.rss() / 1e6
  let mostRss = 0
  const watch = setInterval(() => (mostRss = Math.max(mostRss, process.memoryUsage.rss())), 50)
  const startedMs = performance.now()
  const { begun } = await driveLoad({ plan, client, clock, sink: folder, meter: new EventLoopMeter() })
  const seconds = (performance.now() - startedMs) / 1000
  clearInterval(watch)
  folder.flush()
  const { durable } = folder
  folder.finish({ state: 'finished' })
  const fileMb = statSync(join(folder.path, 'history.ndjson')).size / 1e6
  await client.close()
  await transport.close()
  rmSync(out, { recursive: true })
  return { begun, durable, seconds, restRssMb, mostRssMb: mostRss / 1e6, fileMb }
}

process.on('message', (order: RecorderOrder) => {
  void play(order).then((figures) => process.send!(figures))
})
process.on('disconnect', () => process.exit())
