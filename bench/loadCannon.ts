// autocannon in a process of its own, as fast as it goes: one round an order.
import autocannon from 'autocannon'
import { EventLoopMeter } from '../src/runtime/index.ts'
import { requestBody, requestHeaders } from './loadPlan.ts'

export interface CannonOrder {
  readonly port: number
  readonly connections: number
  readonly seconds: number
}

export interface CannonFigures {
  readonly perSecond: number
  /** Of a request, of its whole process. */
  readonly cpuMicroseconds: number
  /** Of the time in which it could run, the share in which it waited for a CPU; null where nobody counts. */
  readonly cpuWait: number | null
}

async function play({ port, connections, seconds }: CannonOrder): Promise<CannonFigures> {
  const meter = new EventLoopMeter()
  const before = process.cpuUsage()
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    method: 'POST',
    headers: requestHeaders,
    body: requestBody,
    connections,
    pipelining: 1,
    duration: seconds,
  })
  const { user, system } = process.cpuUsage(before)
  const { cpuWait } = meter.read()
  meter.stop()
  return { perSecond: result['2xx'] / result.duration, cpuMicroseconds: (user + system) / result['2xx'], cpuWait }
}

process.on('message', (order: CannonOrder) => {
  void play(order).then((figures) => process.send!(figures))
})
process.on('disconnect', () => process.exit())
