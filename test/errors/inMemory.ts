import { History } from '../../src/history/index.ts'
import { createRandom, VirtualClock } from '../../src/runtime/index.ts'
import { inPatchedProcess, isSettled, machineDate, MemoryNetwork } from '../../src/runtime/patched/index.ts'
import { memoryPorts, startWireUpstream, WireAuthority } from '../../src/upstream/wire/index.ts'
import { byFetch, byRequest, type Way } from './undiciAsks.ts'
import { scriptOf } from './script.ts'
import type { Met, Row } from './row.ts'

const authority = new WireAuthority(machineDate)

/** What undici throws over connections in memory, in virtual time. */
export async function meetsInMemory(row: Row): Promise<{ readonly request: Met; readonly fetch: Met }> {
  return { request: await asking(row, byRequest), fetch: await asking(row, byFetch) }
}

async function asking(row: Row, way: Way): Promise<Met> {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, (error) => clock.fail(error as Error))
  const random = createRandom(1)
  const runtime = { clock, random, recorder: new History(() => clock.now()) }
  const ask = async () => {
    const upstream = await startWireUpstream(scriptOf(row), runtime, new Map(), {
      network: memoryPorts(network),
      authority,
    })
    const met = await way(row, upstream)
    await upstream.close()
    return met
  }
  return inPatchedProcess({ clock, network, random: random.stream('process') }, () =>
    clock.run(ask, (own) => !network.isBusy && isSettled(own)),
  )
}
