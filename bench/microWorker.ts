// One client of `micro.ts` in a process of its own: neither its garbage nor the shape of its code meets another client's.
import { getHeapStatistics } from 'node:v8'
import { answerText } from './microAnswer.ts'
import { collectGarbage } from './collectGarbage.ts'
import { measuredClients, type MeasuredClient } from './microClients.ts'

/** So many requests, so many at a time. */
export interface RoundOrder {
  readonly baseURL: string
  readonly act: 'chat' | 'stream'
  readonly requests: number
  readonly concurrency: number
}

export interface Round {
  /** Of the whole process, per request; garbage collection and compilation are in it. */
  readonly cpuMicroseconds: number
  readonly wallMs: number
  /** On the JavaScript heap, per request. */
  readonly allocatedBytes: number
}

const openClient = measuredClients[process.argv[2]!]!
const clients = new Map<string, MeasuredClient>()

async function playRound({ baseURL, act, requests, concurrency }: RoundOrder): Promise<Round> {
  const client = clients.get(baseURL) ?? openClient(baseURL)
  clients.set(baseURL, client)
  let left = requests
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const text = await client[act]()
      if (text !== answerText) throw new Error(`a client read something else: ${JSON.stringify(text.slice(0, 100))}`)
    }
  }
  const startedAtMs = performance.now()
  const allocatedBefore = allocatedBytes()
  const cpuBefore = process.cpuUsage()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    cpuMicroseconds: (user + system) / requests,
    wallMs: performance.now() - startedAtMs,
    allocatedBytes: (allocatedBytes() - allocatedBefore) / requests,
  }
}

/** Ever allocated on this heap; Node counts it from version 25 on. */
function allocatedBytes(): number {
  return (getHeapStatistics() as { total_allocated_bytes?: number }).total_allocated_bytes ?? NaN
}

process.on('message', (order: RoundOrder | 'heap') => {
  if (order !== 'heap') {
    void playRound(order).then((round) => process.send!(round))
    return
  }
  collectGarbage()
  process.send!(process.memoryUsage().heapUsed)
})
process.on('disconnect', () => process.exit())
