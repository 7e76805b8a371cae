// autocannon in a process of its own: one round an order.
import autocannon from 'autocannon'
import { requestBody, requestHeaders, type Kind } from './upstreamAnswer.ts'

export interface LoadOrder {
  readonly port: number
  readonly kind: Kind
  readonly connections: number
  readonly seconds: number
}

export interface Load {
  readonly requests: number
  readonly seconds: number
  /** Share of the time in which the meter itself was busy: near 1 it is the meter that is measured. */
  readonly meterBusy: number
}

async function play({ port, kind, connections, seconds }: LoadOrder): Promise<Load> {
  const before = process.cpuUsage()
  const startedAtMs = performance.now()
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    method: 'POST',
    headers: requestHeaders,
    body: requestBody(kind),
    connections,
    pipelining: 1,
    duration: seconds,
  })
  const elapsedMs = performance.now() - startedAtMs
  const { user, system } = process.cpuUsage(before)
  const failed = result.errors + result.timeouts + result.non2xx
  if (failed > 0) throw new Error(`${failed} requests to port ${port} failed`)
  return { requests: result['2xx'], seconds: result.duration, meterBusy: (user + system) / 1000 / elapsedMs }
}

process.on('message', (order: LoadOrder) => {
  void play(order).then((load) => process.send!(load))
})
process.on('disconnect', () => process.exit())
