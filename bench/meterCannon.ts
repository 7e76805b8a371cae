// autocannon in a process of its own, at a rate: one run an order.
import autocannon from 'autocannon'

export interface CannonOrder {
  readonly port: number
  readonly path: string
  readonly perSecond: number
  readonly seconds: number
  /** With its correction for coordinated omission, which it has on unless told otherwise. */
  readonly corrected: boolean
}

/** In ms. */
export interface CannonFigures {
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

async function play({ port, path, perSecond, seconds, corrected }: CannonOrder): Promise<CannonFigures> {
  const { latency } = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"model":"meter","messages":[{"role":"user","content":"How late is it?"}]}',
    connections: 10,
    pipelining: 1,
    duration: seconds,
    overallRate: perSecond,
    ignoreCoordinatedOmission: !corrected,
  })
  return { p50: latency.p50, p90: latency.p90, p99: latency.p99 }
}

process.on('message', (order: CannonOrder) => {
  void play(order).then((figures) => process.send!(figures))
})
process.on('disconnect', () => process.exit())
