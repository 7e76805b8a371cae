import { History } from '../../src/history/index.ts'
import { createRandom, RealClock } from '../../src/runtime/index.ts'
import { startWireUpstream } from '../../src/upstream/wire/index.ts'
import { byFetch, byRequest, type Way } from './undiciAsks.ts'
import { scriptOf } from './script.ts'
import type { Met, Row } from './row.ts'

/** Each asks an upstream of its own, over a connection of its own. */
export async function requestMeets(row: Row): Promise<Met> {
  return asking(row, byRequest)
}

export async function fetchMeets(row: Row): Promise<Met> {
  return asking(row, byFetch)
}

async function asking(row: Row, way: Way): Promise<Met> {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const runtime = { clock, random: createRandom(1), recorder: history }
  const upstream = await startWireUpstream(scriptOf(row), runtime, new Map())
  try {
    return await way(row, upstream)
  } finally {
    await upstream.close()
  }
}
